package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The parameter names of one key: plain, or with an index (`kid.0`) where a request carries several keys
/// (reference: token-api.md 5.3).
///
/// @param suffix empty, or a dot and the index
record KeyNames(String suffix) {
    static final KeyNames PLAIN = new KeyNames("");

    static final int MOST_KEYS = 16;
    private static final int LONGEST_INDEX = 4;
    private static final Set<String> OF_KEYS = Set.of("kid", "contentKey", "ek");
    private static final Set<String> OF_PLAYREADY = ofPlayReady();

    private static Set<String> ofPlayReady() {
        var names = new HashSet<>(OF_KEYS);
        names.addAll(PlayReadyFields.LEVELS);
        names.addAll(List.of(PlayReadyFields.SECURITY_LEVEL, PlayReadyFields.ALGORITHM, "trackType"));
        return Set.copyOf(names);
    }

    /// One key, or in the profile `current` as many as there are indexes. A key that does not fit is refused
    /// and never left out, because the title would fail to play without a visible cause.
    static List<KeyNames> of(Submission asked) throws BadParameter {
        Parameters parameters = asked.fields().parameters();
        if (parameters.cut()) {
            throw bad("kid", "more than " + Parameters.MOST + " parameters were sent", "Send fewer.");
        }
        if (!asked.current()) return List.of(PLAIN);
        TreeSet<Integer> indexes = indexes(parameters, perKey(asked.drm()));
        if (indexes.isEmpty()) return List.of(PLAIN);
        refuseMixture(parameters);
        refuseTooMany(indexes, asked.drm());
        return indexes.stream().map(index -> new KeyNames("." + index)).toList();
    }

    /// What each key of a request can have for itself.
    private static Set<String> perKey(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> Set.of("kid", "contentKey", "ek", "securityLevel", "hdcpOutputControl", "trackType");
            case FAIRPLAY -> Set.of("kid", "contentKey", "ek", "trackType");
            case CLEARKEY -> OF_KEYS;
            case PLAYREADY -> OF_PLAYREADY;
        };
    }

    private static TreeSet<Integer> indexes(Parameters parameters, Set<String> perKey) throws BadParameter {
        var indexes = new TreeSet<Integer>();
        for (String name : parameters.names()) {
            int dot = name.indexOf('.');
            if (dot < 0 || !perKey.contains(name.substring(0, dot))) continue;
            indexes.add(index(name, dot));
        }
        return indexes;
    }

    private static int index(String name, int dot) throws BadParameter {
        String text = name.substring(dot + 1);
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean plain = digits && text.length() <= LONGEST_INDEX && (text.length() == 1 || text.charAt(0) != '0');
        if (plain) return Integer.parseInt(text);
        String kind = name.substring(0, dot);
        throw bad(
                kind,
                "a parameter " + kind + " has an index that is no number from 0 to 9999",
                "Number the keys of a request " + kind + ".0, " + kind + ".1 and so on.");
    }

    /// A key without an index would not be asked for beside one that has one.
    private static void refuseMixture(Parameters parameters) throws BadParameter {
        for (String name : List.of("kid", "contentKey", "ek")) {
            if (!parameters.has(name)) continue;
            throw bad(
                    name,
                    name + " was sent beside parameters with an index",
                    "Give every key of a request an index, or none.");
        }
    }

    private static void refuseTooMany(Set<Integer> indexes, Drm drm) throws BadParameter {
        if (drm == Drm.FAIRPLAY && indexes.size() > 1) {
            throw bad("kid", "a FairPlay token carries one key", "Ask for one token for each key.");
        }
        if (indexes.size() > MOST_KEYS) {
            throw bad(
                    "kid",
                    "the request has " + indexes.size() + " keys, and a token carries at most " + MOST_KEYS,
                    "Ask for several tokens.");
        }
    }

    private static BadParameter bad(String name, String reason, String hint) {
        return BadParameter.of(name, Refusal.KEY_DATA, reason).hint(hint);
    }

    String kid() {
        return "kid" + suffix;
    }

    String contentKey() {
        return "contentKey" + suffix;
    }

    /// One kek may serve all keys of a request, so it has no index.
    String kek() {
        return "kek";
    }

    String ek() {
        return "ek" + suffix;
    }

    /// The indexed name where that was sent, else the plain one, which then speaks for all keys.
    String of(Fields fields, String name) {
        return fields.has(name + suffix) ? name + suffix : name;
    }
}
