package dev.licet.drm.fairplay;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.drm.wire.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a key server said about one SPC (reference: fairplay.md 6.3).
///
/// @param status 0, or one of Apple's numbers
/// @param ckc    the license, when the status is 0
/// @param hu     the device's anonymised id as the server writes it
/// @param facts  what the server found out about the device
record KsmAnswer(long status, Optional<byte[]> ckc, Optional<String> hu, Map<String, String> facts) {
    private static final List<String> FACTS = List.of(
            "asset-id",
            "playback-state",
            "streaming-indicator",
            "transaction-id",
            "security-level",
            "kdl-version",
            "capabilities",
            "fpdi-version",
            "device-class",
            "vendor-hash",
            "product-hash",
            "fps-ree-version",
            "fps-tee-version",
            "os-version");
    private static final int LONGEST_FACT = 128;

    /// The SPC is malformed, not for these credentials, or tampered with: the device's fault, and it gets no reason.
    private static final Set<Long> DEVICE = Set.of(-42580L, -42581L, -42583L, -42589L, -42590L, -42591L, -42605L);

    /// The token's rules and this device do not go together.
    private static final Set<Long> POLICY = Set.of(-42585L, -42604L);

    static KsmAnswer read(byte[] body) throws MalformedMessage {
        Object document = SmallJson.read(new String(body, StandardCharsets.UTF_8));
        Object list = member(member(document, "fairplay-streaming-response"), "create-ckc");
        if (!(list instanceof List<?> answers) || answers.isEmpty()) {
            throw new MalformedMessage("no fairplay-streaming-response.create-ckc");
        }
        Object answer = answers.getFirst();
        return new KsmAnswer(status(answer), ckc(answer), text(answer, "hu"), facts(answer));
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private static Optional<String> text(Object answer, String name) {
        return switch (member(answer, name)) {
            case String text when !text.isEmpty() && text.length() <= LONGEST_FACT -> Optional.of(text);
            case SmallJson.Bare(String text) when !text.equals("null") -> Optional.of(text);
            case null, default -> Optional.empty();
        };
    }

    private static long status(Object answer) throws MalformedMessage {
        String text = text(answer, "status").orElseThrow(() -> new MalformedMessage("no status"));
        if (!text.matches("-?[0-9]{1,9}")) throw new MalformedMessage("the status is no whole number");
        return Long.parseLong(text);
    }

    private static Optional<byte[]> ckc(Object answer) throws MalformedMessage {
        if (!(member(answer, "ckc") instanceof String text) || text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedMessage("the CKC is not base64");
        }
    }

    private static Map<String, String> facts(Object answer) {
        var facts = new LinkedHashMap<String, String>();
        for (String name : FACTS) text(answer, name).ifPresent(text -> facts.put(name.replace('-', '_'), text));
        return facts;
    }

    /// The refusal that a status other than 0 stands for.
    Refused refused() {
        String reason = status + " from the FairPlay key server";
        if (DEVICE.contains(status)) return Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, reason);
        if (POLICY.contains(status)) return Refused.request(Refusal.CKC_FAILED, reason);
        return Refused.service(Refusal.CKC_FAILED, reason);
    }

    /// Names no bytes.
    @Override
    public String toString() {
        return "KsmAnswer[" + status + "]";
    }
}
