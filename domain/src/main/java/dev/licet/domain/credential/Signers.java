package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import java.util.Optional;

/// Port: who may sign requests. Answers come from memory and are at most about a second old. Throws
/// [dev.licet.domain.StoreDamaged] when the key of a signer does not open.
public interface Signers {
    /// The signer of that name.
    Optional<Signer> find(Environment environment, String name);
}
