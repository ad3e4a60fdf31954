/// Cryptography for the whole product, in one place.
///
/// Everything here is a pure function of its arguments, apart from the random source that callers hand in. What goes
/// in and comes out as a secret is a [SecretBytes][dev.licet.crypto.SecretBytes], which does not print. Two kinds of
/// failure are kept apart: bytes that do not verify or decrypt are an empty `Optional` (anybody can send them), and a
/// missing algorithm is a [BrokenPlatform][dev.licet.crypto.BrokenPlatform] (nobody can send that).
package dev.licet.crypto;
