package dev.licet.drm.widevine;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What must be known of a license when its device comes back.
///
/// @param token     with which it was given
/// @param owner     whose tokens may renew it; empty in licenses of before, which only their own token renews
/// @param id        8 bytes
/// @param version   0, and one more with every renewal
/// @param issued    when the first license was given, whole seconds
/// @param device    serial number of the device's certificate
/// @param model     serial number of its model's certificate
/// @param macServer 32 bytes; signs our answers
/// @param macClient 32 bytes; signs the device's requests
record Session(
        TokenId token,
        Optional<Owner> owner,
        byte[] id,
        int version,
        Instant issued,
        byte[] device,
        byte[] model,
        SecretBytes macServer,
        SecretBytes macClient) {
    /// Whose license it is, and for which keys. Players keep their licenses and not the tokens that they
    /// came with, so any token that gives the same keys may renew them.
    ///
    /// @param account     who paid
    /// @param environment where
    /// @param kids        of the keys in the license
    record Owner(AccountId account, Environment environment, List<KeyId> kids) {
        Owner {
            kids = List.copyOf(kids);
        }

        /// Whether a token is of the same account and environment, and gives all keys that the license has.
        boolean mayUse(Token token) {
            return token.account().equals(account)
                    && token.environment() == environment
                    && token.rights().kids().containsAll(kids);
        }
    }

    /// Length of a session id in bytes.
    static final int ID_BYTES = 8;

    /// The same after one more renewal.
    Session next() {
        return new Session(token, owner, id, version + 1, issued, device, model, macServer, macClient);
    }
}
