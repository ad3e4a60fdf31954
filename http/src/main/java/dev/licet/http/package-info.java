/// The listener: sockets, framing, deadlines and limits. It turns what arrives into a [Request] and puts a
/// [Reply] on the wire; what to answer is decided behind [Application].
///
/// Netty has the sockets, the loops that wait for them and the buffers. A connection's bytes are read once, on
/// its loop: [Http1] and [Reading] let whole, well-formed requests through and nothing else, because every HTTP
/// parser is lenient somewhere and none cuts a slow drip by itself (reference: security.md M9, M10). Each
/// request is answered on a virtual thread of its own, which may block; refusals are answered on the loop. One
/// [Watch] thread ends what is late.
///
/// A request target is never logged here: it may carry keys.
package dev.licet.http;
