package dev.licet.keys.license;

import dev.licet.domain.token.Token;
import java.util.Map;

/// What a signed request comes to.
///
/// @param token   the keys and terms, as a token that nobody ever holds
/// @param payload what the device sent
/// @param facts   for the record
public record LicenseOrder(Token token, byte[] payload, Map<String, String> facts) {
    public LicenseOrder {
        facts = Map.copyOf(facts);
    }
}
