package dev.licet.server.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Thousands of texts that are looked for at once, because a dump of a heap is large: by their first four bytes.
final class Needles {
    private static final int BEGINNING = 4;

    private final Map<Integer, List<Needle>> byBeginning = new HashMap<>();

    /// Whether one begins with these two bytes, which most places of what is searched do not.
    private final boolean[] likely = new boolean[1 << 16];

    private record Needle(String name, byte[] bytes) {
        boolean isAt(byte[] all, int start) {
            int end = start + bytes.length;
            return end <= all.length && Arrays.equals(all, start, end, bytes, 0, bytes.length);
        }
    }

    /// Each of these, in all its spellings.
    static Needles of(Map<String, byte[]> secrets) {
        var needles = new Needles();
        secrets.forEach((name, secret) ->
                SecretHunt.spellings(secret).forEach((spelling, text) -> needles.add(name + ", " + spelling, text)));
        return needles;
    }

    /// @param text of four characters at least, each a byte (Latin-1)
    void add(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        likely[pair(bytes, 0)] = true;
        byBeginning.computeIfAbsent(beginning(bytes, 0), _ -> new ArrayList<>()).add(new Needle(name, bytes));
    }

    /// The name of one that is there.
    Optional<String> in(byte[] all) {
        for (int i = 0; i + BEGINNING <= all.length; i++) {
            if (!likely[pair(all, i)]) continue;
            for (Needle needle : byBeginning.getOrDefault(beginning(all, i), List.of())) {
                if (needle.isAt(all, i)) return Optional.of(needle.name());
            }
        }
        return Optional.empty();
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int beginning(byte[] bytes, int at) {
        return pair(bytes, at) << 16 | pair(bytes, at + 2);
    }
}
