package dev.licet.domain.packager;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What follows `skd://` in a FairPlay playlist (reference: speke-cpix.md 6.3).
public enum SkdForm {
    /// The kid, 32 hexadecimal digits.
    KID,
    /// Base64 of a JSON object with content id, key id and IV, as the SPEKE guide writes it.
    JSON;

    /// The word in options, in lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The form with that word.
    public static Optional<SkdForm> named(String word) {
        return Stream.of(values()).filter(form -> form.word().equals(word)).findFirst();
    }
}
