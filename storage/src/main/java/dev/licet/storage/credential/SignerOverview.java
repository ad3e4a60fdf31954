package dev.licet.storage.credential;

import dev.licet.domain.credential.DualRun;
import java.time.Instant;
import java.util.Optional;

/// A signer, as it is shown: without its key.
///
/// @param name    of the signer
/// @param kind    `aes` or `rsa`
/// @param created when it was made
/// @param dualRun where else its requests go, if they do
public record SignerOverview(String name, String kind, Instant created, Optional<DualRun> dualRun) {}
