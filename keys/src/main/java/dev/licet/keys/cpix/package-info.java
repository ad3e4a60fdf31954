/// CPIX documents (DASH-IF; reference: speke-cpix.md 4): names, encrypted delivery, documents of our own making, and
/// documents that somebody else made.
package dev.licet.keys.cpix;
