package dev.licet.storage.credential;

import java.time.Instant;

/// A signer, as it is shown: without its key.
///
/// @param name    of the signer
/// @param kind    `aes` or `rsa`
/// @param created when it was made
public record SignerOverview(String name, String kind, Instant created) {}
