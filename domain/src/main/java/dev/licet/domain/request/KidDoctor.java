package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// When a kid is wrong, tries the other forms in which kids are written, and tells its owner if exactly one of them is
/// the kid of a stored key. It looks only into the key store of the account that asks, so that nobody learns
/// anything about another's keys.
final class KidDoctor {
    private static final int LONGEST_LOOKED_AT = 128;
    private static final Pattern ORNAMENT = Pattern.compile("(?i)^(urn:uuid:|0x|\\^)|[{}\\-\\s]");
    private static final List<String> KEY_NAMES = List.of("kek", "contentKey", "ek");

    private final StoredKeys stored;

    KidDoctor(StoredKeys stored) {
        this.stored = stored;
    }

    /// A hint for the owner of the store.
    ///
    /// @param name the parameter whose kid was wrong
    Optional<String> hint(Account account, Parameters parameters, String name) {
        try {
            Map<KeyId, String> hits = hits(account, candidates(parameters, name));
            return hits.size() == 1 ? hits.values().stream().findFirst() : Optional.empty();
        } catch (StoreUnavailable | StoreDamaged noAnswer) {
            return Optional.empty();
        }
    }

    private Map<KeyId, String> hits(Account account, Map<KeyId, String> candidates) {
        var hits = new LinkedHashMap<>(candidates);
        hits.keySet().removeIf(kid -> stored.findWrapped(account.id(), account.environment(), kid)
                .isEmpty());
        return hits;
    }

    /// Every reading of what was sent, with what to say if it is the right one; the plainest reading counts first.
    private static Map<KeyId, String> candidates(Parameters parameters, String name) {
        var found = new LinkedHashMap<KeyId, String>();
        String text = parameters.first(name).orElse("").strip();
        if (text.length() > LONGEST_LOOKED_AT) return found;
        for (Reading reading : readings(text)) {
            add(found, reading.bytes(), reading.form());
            add(found, swapped(reading.bytes()), join(reading.form(), "with the byte order of a GUID"));
        }
        if (!text.isEmpty() && !text.startsWith("^")) {
            found.putIfAbsent(KeyId.ofName(text), "The store has a key with this name: send it as ^ and the name.");
        }
        String index = name.startsWith("kid.") ? name.substring("kid".length()) : "";
        for (String key : KEY_NAMES) exchanged(found, parameters, key.equals("kek") ? key : key + index);
        return found;
    }

    private static void exchanged(Map<KeyId, String> found, Parameters parameters, String key) {
        parameters
                .first(key)
                .flatMap(KidDoctor::hex)
                .ifPresent(bytes -> found.putIfAbsent(
                        KeyId.of(bytes),
                        "The value of " + key + " is the id of a stored key: the kid and " + key + " look exchanged."));
    }

    private static void add(Map<KeyId, String> found, byte[] bytes, String form) {
        KeyId kid = KeyId.of(bytes);
        found.putIfAbsent(
                kid,
                "The store has the key " + kid + "; this looks like the same id "
                        + (form.isEmpty() ? "in another spelling" : form) + ". Send kid=" + kid + ".");
    }

    private static String join(String first, String second) {
        return first.isEmpty() ? second : first + ", " + second;
    }

    /// @param form how the 16 bytes were written
    private record Reading(byte[] bytes, String form) {}

    private static List<Reading> readings(String text) {
        var readings = new ArrayList<Reading>();
        String plain = ORNAMENT.matcher(text).replaceAll("");
        hex(plain).ifPresent(bytes -> readings.add(new Reading(bytes, plain.equals(text) ? "" : "with ornaments")));
        base64(text).ifPresent(bytes -> {
            if (bytes.length == KeyId.BYTES) readings.add(new Reading(bytes, "in base64"));
            String inner = ORNAMENT.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                    .replaceAll("");
            hex(inner).ifPresent(twice -> readings.add(new Reading(twice, "as hexadecimal digits in base64")));
        });
        return readings;
    }

    private static Optional<byte[]> hex(String text) {
        return text.length() == 2 * KeyId.BYTES && Fields.isHex(text)
                ? Optional.of(HexFormat.of().parseHex(Ascii.lower(text)))
                : Optional.empty();
    }

    /// Both alphabets; a space is a `+` that was not percent-encoded.
    private static Optional<byte[]> base64(String text) {
        String standard = text.replace(' ', '+').replace('-', '+').replace('_', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// A GUID on Windows has its first three groups in little-endian order.
    private static byte[] swapped(byte[] id) {
        byte[] guid = id.clone();
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
        for (int i = 0; i < order.length; i++) guid[i] = id[order[i]];
        return guid;
    }
}
