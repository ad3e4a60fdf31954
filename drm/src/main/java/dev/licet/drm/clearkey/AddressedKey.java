package dev.licet.drm.clearkey;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A player of HLS that wants the key of an address, for segments in AES-128 (RFC 8216 section 4.3.2.4).
///
/// @param kid which one
record AddressedKey(KeyId kid) implements Message.LicenseRequest {
    private static final String DELIVERY = "aes-128";

    /// A playlist names one key, and another one is of no use for its segments.
    @Override
    public Opening open(Token token, Instant now) {
        return token.rights().keys().stream()
                .filter(grant -> grant.kid().filter(kid::equals).isPresent())
                .findFirst()
                .<Opening>map(grant -> new Opening.Ready(new Bare(asking(Map.of("delivery", DELIVERY)), grant)))
                .orElseGet(this::missing);
    }

    private Opening missing() {
        var why = Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, "the token does not have the key of this address");
        var facts = Map.of("delivery", DELIVERY, "kids_not_in_token", kid.hex());
        return new Opening.Denied(why, asking(facts));
    }

    private static Device asking(Map<String, String> facts) {
        return new Device(Optional.empty(), facts);
    }

    /// The key and nothing else, 16 bytes.
    private record Bare(Device device, KeyGrant grant) implements Exchange {
        /// Every player sends the same.
        @Override
        public boolean isUnique() {
            return false;
        }

        @Override
        public Answer answer() {
            return Answer.raw(grant.key().expose(byte[]::clone));
        }
    }
}
