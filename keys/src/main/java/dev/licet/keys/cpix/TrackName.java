package dev.licet.keys.cpix;

import dev.licet.domain.Ascii;
import dev.licet.domain.Rule;
import dev.licet.keys.Refusing;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// What a packager calls the tracks that one key is for (reference: speke-cpix.md 5, `intendedTrackType`): words of its
/// own with a plus sign between them, each once.
///
/// @param parts none where it says nothing
record TrackName(List<String> parts) {
    /// All names of the SPEKE guide together have half as many characters.
    private static final int LONGEST = 200;

    private static final String ALL = "ALL";
    private static final String PLUS = "+";

    TrackName {
        parts = List.copyOf(parts);
    }

    /// @param text may be empty
    static TrackName read(String text) throws Refusing {
        return text.isEmpty() ? new TrackName(List.of()) : of(List.of(text.split("\\+", -1)));
    }

    private static TrackName of(List<String> parts) throws Refusing {
        var name = new TrackName(parts);
        var seen = new HashSet<String>();
        for (String word : name.words()) {
            if (word.isEmpty() || !seen.add(word)) throw malformed();
        }
        if (name.text().length() > LONGEST) throw malformed();
        return name;
    }

    private static Refusing malformed() {
        return new Refusing(Rule.CONTRACT, ContractRules.MALFORMED);
    }

    /// The words of both, for a key that has two names.
    TrackName and(TrackName other) throws Refusing {
        List<String> known = words();
        var more = other.parts.stream().filter(part -> !known.contains(word(part)));
        return of(Stream.concat(parts.stream(), more).toList());
    }

    /// Its parts as they are compared.
    List<String> words() {
        return parts.stream().map(TrackName::word).toList();
    }

    private static String word(String part) {
        return Ascii.lower(part.strip());
    }

    /// Whether it says that one key is for everything.
    boolean isForAll() {
        return parts.equals(List.of(ALL));
    }

    /// Whether it says so beside other words.
    boolean isForAllAndMore() {
        return parts.size() > 1 && parts.contains(ALL);
    }

    /// As it was sent.
    String text() {
        return String.join(PLUS, parts);
    }
}
