package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Remedy;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Steps 4 to 6 of token-api.md 16, as far as they are about keys: which keys a request asks for, where they
/// come from, and what is demanded for each.
final class KeyFields {
    private KeyFields() {}

    /// Step 4.
    static void kids(TokenDraft draft) throws BadParameter {
        draft.names = KeyNames.of(draft.asked());
        List<KeyId> present = ofContent(draft);
        if (!present.isEmpty()) {
            draft.names = Collections.nCopies(present.size(), KeyNames.PLAIN);
            draft.kids = present.stream().map(Optional::of).toList();
            return;
        }
        draft.kids = named(draft);
        refuseRepetition(draft.names, draft.kids);
    }

    private static List<Optional<KeyId>> named(TokenDraft draft) throws BadParameter {
        var kids = new ArrayList<Optional<KeyId>>();
        for (KeyNames name : draft.names) {
            Optional<KeyId> kid = KidField.read(draft.fields(), name.kid());
            if (kid.isEmpty() && draft.drm() != Drm.FAIRPLAY) {
                throw BadParameter.of(name.kid(), Refusal.KID_MISSING, name.kid() + " was not sent");
            }
            kids.add(kid);
        }
        return kids;
    }

    /// The keys that a content id alone stands for: those that its packager was given for this moment.
    private static List<KeyId> ofContent(TokenDraft draft) throws BadParameter {
        Optional<String> contentId =
                draft.fields().parameters().first("contentId").filter(text -> !text.isEmpty());
        if (namesKeys(draft) || contentId.isEmpty()) return List.of();
        List<KeyId> kids = draft.asked().packaged().present(contentId.get()).stream()
                .map(PackagedKey::kid)
                .toList();
        int most = draft.drm() == Drm.FAIRPLAY ? 1 : KeyNames.MOST_KEYS;
        if (kids.size() <= most) return kids;
        throw BadParameter.of(
                        "contentId",
                        Refusal.KEY_DATA,
                        "the content has " + kids.size() + " keys at this moment, and a token carries at most " + most)
                .hint("Send the kid of the key that is wanted.");
    }

    private static boolean namesKeys(TokenDraft draft) {
        Fields fields = draft.fields();
        return !draft.names.equals(List.of(KeyNames.PLAIN))
                || fields.has("kid")
                || fields.has("contentKey")
                || fields.has("ek");
    }

    /// A license has one key for each kid: of two keys for the same kid one would be lost.
    private static void refuseRepetition(List<KeyNames> names, List<Optional<KeyId>> kids) throws BadParameter {
        var seen = new HashSet<KeyId>();
        for (int i = 0; i < kids.size(); i++) {
            String name = names.get(i).kid();
            if (kids.get(i).isEmpty() || seen.add(kids.get(i).get())) continue;
            throw BadParameter.of(name, Refusal.KEY_DATA, name + " is a kid that another key of this request has")
                    .hint("Send each kid once.");
        }
    }

    /// Step 5, as far as it needs no look-up.
    static void sources(TokenDraft draft) throws BadParameter {
        var sources = new ArrayList<KeySource>();
        for (int i = 0; i < draft.names.size(); i++) {
            sources.add(KeySource.read(draft.asked(), draft.names.get(i), draft.kids.get(i)));
        }
        draft.sources = sources;
    }

    /// Step 6, the rules that belong to each key, and those that FairPlay has for all of them.
    static void rules(TokenDraft draft) throws BadParameter {
        var keys = new ArrayList<WantedKey>();
        for (int i = 0; i < draft.names.size(); i++) keys.add(key(draft, i));
        draft.keys = keys;
        if (draft.drm() == Drm.FAIRPLAY) draft.fairPlay = FairPlayFields.rules(draft.fields(), rule(draft, 0));
    }

    private static WantedKey key(TokenDraft draft, int i) throws BadParameter {
        var asked = draft.asked();
        KeyNames names = draft.names.get(i);
        var wanted = new WantedKey(names, draft.kids.get(i), draft.sources.get(i), 1, Hdcp.NONE, Optional.empty());
        return switch (draft.drm()) {
            case CLEARKEY -> wanted;
            case FAIRPLAY, PLAYREADY -> wanted.with(track(draft, i));
            case WIDEVINE -> {
                Optional<TrackRule> rule = rule(draft, i);
                yield wanted.with(track(draft, i)).with(securityLevel(asked, names, rule), hdcp(asked, names, rule));
            }
        };
    }

    /// The track rule of a key that a packager was given: it says what the request does not.
    static Optional<TrackRule> rule(TokenDraft draft, int i) {
        return draft.packaged(i).map(draft.asked().packaged()::rule);
    }

    private static int securityLevel(Submission asked, KeyNames names, Optional<TrackRule> rule) throws BadParameter {
        String name = names.of(asked.fields(), "securityLevel");
        OptionalInt level = asked.fields().number(name, 1, 5, Refusal.SECURITY_LEVEL);
        if (level.isPresent()) return level.getAsInt();
        if (rule.isPresent()) return rule.get().level();
        return orStandard(asked, 1, name, Refusal.SECURITY_LEVEL_MISSING);
    }

    private static Hdcp hdcp(Submission asked, KeyNames names, Optional<TrackRule> rule) throws BadParameter {
        String name = names.of(asked.fields(), "hdcpOutputControl");
        int highest = (asked.current() ? Hdcp.NO_DIGITAL_OUTPUT : Hdcp.V2).ordinal();
        OptionalInt value = hdcp(asked, name, highest);
        if (value.isEmpty() && rule.isPresent()) return rule.get().hdcp();
        int number = value.isPresent() ? value.getAsInt() : orStandard(asked, 0, name, Refusal.HDCP_MISSING);
        return Hdcp.values()[number];
    }

    private static OptionalInt hdcp(Submission asked, String name, int highest) throws BadParameter {
        try {
            return asked.fields().number(name, 0, highest, Refusal.OUTPUT_CONTROL_RANGE);
        } catch (BadParameter bad) {
            String text = asked.fields().parameters().first(name).orElse("");
            boolean later = !asked.current() && text.matches("[3-5]");
            throw later ? bad.hint(OtherProfile.of("hdcpOutputControl " + text)) : bad;
        }
    }

    /// The published profile requires both rules, as the published pages do.
    private static int orStandard(Submission asked, int standard, String name, Refusal missing) throws BadParameter {
        if (asked.current()) return standard;
        throw BadParameter.of(name, missing, name + " was not sent")
                .hint(Remedy.of(missing) + " Leaving it out" + OtherProfile.of(""));
    }

    private static Optional<TrackType> track(TokenDraft draft, int i) throws BadParameter {
        Optional<TrackType> said = track(draft.asked(), draft.names.get(i));
        return said.isPresent() ? said : draft.packaged(i).map(PackagedKey::type);
    }

    private static Optional<TrackType> track(Submission asked, KeyNames names) throws BadParameter {
        if (!asked.current()) return Optional.empty();
        String name = names.of(asked.fields(), "trackType");
        OptionalInt value = asked.fields().number(name, 0, TrackType.UHD2.ordinal(), Refusal.KEY_DATA);
        return value.isPresent() ? Optional.of(TrackType.values()[value.getAsInt()]) : Optional.empty();
    }
}
