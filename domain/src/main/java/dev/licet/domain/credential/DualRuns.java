package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import java.util.Optional;

/// Port: where else the requests of signers go. Answers come from memory and are at most about a second old. Throws
/// [dev.licet.domain.StoreDamaged] when what is stored does not open.
public interface DualRuns {
    /// That of the signer of that name, if it has one.
    Optional<DualRun> dualRun(Environment environment, String signer);
}
