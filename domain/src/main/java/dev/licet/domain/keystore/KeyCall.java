package dev.licet.domain.keystore;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import java.util.Optional;

/// Who asks the key storage, and with which kek.
///
/// @param account     whose keys
/// @param environment in which environment
/// @param requestId   the id that the caller gets back
/// @param kek         without one, no key leaves in clear
/// @param idForm      how an automatic kek id is printed
public record KeyCall(
        AccountId account, Environment environment, String requestId, Optional<Kek> kek, Kek.IdForm idForm) {}
