/// Lanes: where a service computes what takes longer than a moment.
///
/// Requests are answered on virtual threads, which are made for waiting. Whoever computes on one keeps a
/// processor until it is done, however many wait behind it, and nothing bounds how many do so. So what takes
/// longer than a millisecond is computed on a [dev.licet.http.lane.Lane]: a few platform threads for one kind
/// of work, of a priority of their own, with a bounded queue before them. The operating system takes the
/// processor from such a thread whenever something more urgent is ready; whoever finds the queue full is told
/// so at once; and what nobody waits for is not computed.
///
/// Tokens and licenses use no lane: they are what the others stand back for.
package dev.licet.http.lane;
