package dev.licet.keys.license;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Map;

/// Who has signed a request.
///
/// @param account whose signer it is, who pays
/// @param name    the signer
public record Signatory(AccountId account, Environment environment, String name) {
    /// What records say of it.
    public Map<String, String> facts() {
        return Map.of("door", "getlicense", "signer", name);
    }
}
