package dev.licet.keys.license;

import dev.licet.domain.dualrun.Trait;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevinePolicy;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a license says in the open: it is signed, and only the values of its keys are encrypted (reference: widevine.md
/// 1.4).
final class LicenseTraits {
    private static final int NO_DIGITAL_OUTPUT = 255;
    private static final List<String> HDCP = List.of("NONE", "V1", "V2", "V2_1", "V2_2", "V2_3");

    private final Map<Trait, String> traits = new EnumMap<>(Trait.class);

    private LicenseTraits() {}

    /// Of a signed message, if there is one.
    static Map<Trait, String> of(Optional<byte[]> message) {
        if (message.isEmpty()) return Map.of(Trait.LICENSE, "none");
        try {
            var signed = WidevineSignedMessage.read(message.get());
            byte[] body = signed.msg()
                    .filter(_ -> signed.signature().isPresent())
                    .orElseThrow(() -> new MalformedMessage("it has no message or no signature"));
            return new LicenseTraits().of(WidevineLicense.read(body));
        } catch (MalformedMessage another) {
            return Map.of(Trait.LICENSE, "unreadable");
        }
    }

    private Map<Trait, String> of(WidevineLicense license) {
        traits.put(Trait.LICENSE, "readable");
        keys(license.keys().stream()
                .filter(key -> key.type() == WidevineKeyContainer.Type.CONTENT)
                .toList());
        license.policy().ifPresent(this::policy);
        return traits;
    }

    private void keys(List<WidevineKeyContainer> keys) {
        traits.put(Trait.KEYS, keys.stream().map(LicenseTraits::kid).sorted().collect(Collectors.joining(" ")));
        traits.put(
                Trait.SECURITY_LEVEL,
                demands(keys, key -> Integer.toString(key.level().orElse(1))));
        traits.put(Trait.HDCP, demands(keys, key -> hdcp(key.hdcp().orElse(0))));
    }

    private static String kid(WidevineKeyContainer key) {
        return key.id().map(HexFormat.of()::formatHex).orElse("");
    }

    /// One word where all keys have the same demand, else one for each.
    private static String demands(List<WidevineKeyContainer> keys, Function<WidevineKeyContainer, String> demand) {
        var all = new TreeMap<String, String>();
        for (WidevineKeyContainer key : keys) all.put(kid(key), demand.apply(key));
        List<String> words = all.values().stream().distinct().toList();
        return words.size() == 1
                ? words.getFirst()
                : all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String hdcp(int number) {
        if (number == NO_DIGITAL_OUTPUT) return "NO_DIGITAL_OUTPUT";
        return number >= 0 && number < HDCP.size() ? HDCP.get(number) : Integer.toString(number);
    }

    private void policy(WidevinePolicy policy) {
        traits.put(Trait.CAN_PLAY, Boolean.toString(policy.canPlay()));
        traits.put(Trait.CAN_PERSIST, Boolean.toString(policy.canPersist()));
        traits.put(Trait.CAN_RENEW, Boolean.toString(policy.canRenew()));
        seconds(Trait.RENTAL_DURATION, policy.rental());
        seconds(Trait.PLAYBACK_DURATION, policy.playback());
        seconds(Trait.LICENSE_DURATION, policy.license());
        traits.put(Trait.RENEWAL_SERVER, policy.renewalServer().orElse(""));
        seconds(Trait.RENEWAL_DELAY, policy.renewalDelay());
        seconds(Trait.RENEWAL_RETRY, policy.renewalRetry());
        seconds(Trait.RENEWAL_RECOVERY, policy.renewalRecovery());
    }

    /// Absent means the same as 0.
    private void seconds(Trait trait, OptionalLong seconds) {
        traits.put(trait, Long.toString(seconds.orElse(0)));
    }
}
