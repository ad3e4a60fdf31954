/// Looks for secrets that show in how long something takes, as dudect does (Reparaz, Balasch and Verbauwhede 2017): two
/// classes of inputs in random order, and Welch's t between their times.
package dev.licet.bench.timing;
