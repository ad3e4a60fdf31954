/// The listener: sockets, framing, deadlines and limits. It turns what arrives into a [Request] and puts a [Reply]
/// on the wire; what to answer is decided behind [Application].
///
/// Helidon accepts, reads and writes. Between its sockets and its parser stands a [Gate] that lets whole, well-formed
/// request heads and bodies through and nothing else, because no Java server cuts a slow drip by default and each is
/// lenient somewhere (reference: security.md M9, M10). One [Watch] thread closes what is late.
///
/// A request target is never logged here: it may carry keys.
package dev.licet.http;
