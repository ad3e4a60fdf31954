package dev.licet.drm.clearkey;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The license request of a Clear Key CDM: which keys it wants, and for what kind of session.
///
/// @param kids as they were asked for, at least one
/// @param type the kind of session
record LicenseRequest(List<byte[]> kids, SessionType type) implements Message.LicenseRequest {
    private static final int MOST_SHOWN = 16;

    /// A kid that the token does not have is no reason to refuse: the answer has the keys that there are, and the
    /// player says which one it lacks (reference: ecosystem.md 3.5).
    @Override
    public Opening open(Token token, Instant now) {
        var device = new Device(Optional.empty(), facts(token));
        if (type == SessionType.PERSISTENT && !token.rights().persistent()) {
            String reason = "a license to keep was asked for, and the token does not allow one";
            return new Opening.Denied(Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, reason), device);
        }
        return new Opening.Ready(
                new KeySetExchange(device, askedFirst(token.rights().keys()), type));
    }

    /// In the order in which they were asked for, then the others: some players take the first key and no
    /// other.
    private List<KeyGrant> askedFirst(List<KeyGrant> keys) {
        return keys.stream().sorted(Comparator.comparingInt(this::place)).toList();
    }

    private int place(KeyGrant grant) {
        byte[] kid = grant.kid().orElseThrow().bytes();
        for (int i = 0; i < kids.size(); i++) if (Arrays.equals(kids.get(i), kid)) return i;
        return kids.size();
    }

    private Map<String, String> facts(Token token) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("kids_asked", Integer.toString(kids.size()));
        facts.put("session_type", type.word());
        Set<String> had = kidsOf(token);
        String missing = kids.stream()
                .map(HexFormat.of()::formatHex)
                .filter(kid -> !had.contains(kid))
                .limit(MOST_SHOWN)
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) facts.put("kids_not_in_token", missing);
        return facts;
    }

    private static Set<String> kidsOf(Token token) {
        return token.rights().kids().stream().map(KeyId::hex).collect(Collectors.toSet());
    }
}
