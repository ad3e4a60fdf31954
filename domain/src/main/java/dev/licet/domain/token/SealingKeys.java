package dev.licet.domain.token;

import java.util.Optional;

/// Port: the sealing keys. Both methods answer from memory in the ordinary case.
public interface SealingKeys {
    /// The key for new tokens.
    SealingKey newest();

    /// The key with that id, unless it never was or has been retired.
    Optional<SealingKey> find(int id);

    /// The same as they were when somebody last looked: these never wait for the store. For questions on which
    /// nothing depends that has to be true right now.
    default SealingKeys inMemory() {
        return this;
    }
}
