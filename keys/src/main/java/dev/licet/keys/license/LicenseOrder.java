package dev.licet.keys.license;

import dev.licet.domain.token.Token;
import dev.licet.drm.wire.WidevineLicenseRequest;
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

    /// Whether it is about a license that was given before, by whichever service.
    public boolean isOfSession() {
        return ChallengeOutline.of(payload)
                .type()
                .filter(type -> type != WidevineLicenseRequest.Type.NEW)
                .isPresent();
    }

    /// Whether only one license service can read who asks: the one whose certificate the device has.
    public boolean isSealed() {
        return ChallengeOutline.of(payload).isSealed();
    }
}
