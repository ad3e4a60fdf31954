package dev.licet.dashboard;

import dev.licet.dashboard.view.Fact;
import dev.licet.domain.Drm;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenFacts;
import java.util.ArrayList;
import java.util.List;

/// What a token says, in words: everything but its keys.
final class TokenWords {
    private static final String SECONDS = " seconds";
    private static final List<Label> LABELS = List.of(
            new Label("start_window", "Playback may begin within", SECONDS),
            new Label("playback_duration", "Playback may last", SECONDS),
            new Label("rental_duration", "Rental", SECONDS),
            new Label("lease_duration", "Lease", SECONDS),
            new Label("hdcp_type", "FairPlay HDCP", ""),
            new Label("required_level", "FairPlay security level", ""),
            new Label("rights_type", "Rights type", ""),
            new Label("rental_end", "Rental ends", ""),
            new Label("unknown_outputs", "Unknown outputs", ""),
            new Label("output_control_flags", "Output controls", ""),
            new Label("bound_device", "Only for the device", ""),
            new Label("fault", "Fault that was ordered", ""));

    private TokenWords() {}

    /// How the pages call a fact.
    private record Label(String name, String words, String unit) {}

    static List<Fact> of(Token token) {
        var words = new ArrayList<Fact>();
        words.add(new Fact("DRM", token.drm().word()));
        words.add(new Fact("Environment", token.environment().word()));
        words.add(new Fact("Account", token.account().toString()));
        words.add(new Fact("Token id", token.id().hex()));
        words.add(new Fact("Issued", token.issued().toString()));
        words.add(new Fact("Expires", token.expires().toString()));
        token.cookie().ifPresent(cookie -> words.add(new Fact("Cookie", cookie)));
        token.contentId().ifPresent(content -> words.add(new Fact("Content id", content)));
        words.addAll(rights(token));
        return words;
    }

    private static List<Fact> rights(Token token) {
        var words = new ArrayList<Fact>();
        Rights rights = token.rights();
        for (int i = 0; i < rights.keys().size(); i++) words.add(new Fact("Key", words(token, i)));
        var facts = TokenFacts.of(token);
        for (Label label : LABELS) {
            String value = facts.get(label.name());
            if (value != null) words.add(new Fact(label.words(), value + label.unit()));
        }
        words.add(new Fact("Stays on the device", rights.persistent() ? "yes" : "no"));
        rights.extensions().forEach(extension -> words.add(new Fact("Extension", extension.toString())));
        return words;
    }

    private static String words(Token token, int index) {
        Rights rights = token.rights();
        KeyGrant key = rights.keys().get(index);
        return rights.playReady().keys().isEmpty()
                ? words(token.drm(), key)
                : words(key, rights.playReady().keys().get(index));
    }

    private static String words(KeyGrant key, PlayReadyRules.KeyRules rules) {
        var levels = rules.levels();
        return "kid " + key.kid().orElseThrow().hex() + ", security level " + rules.securityLevel()
                + ", output protection levels " + levels.analogVideo() + " analog video, "
                + levels.compressedDigitalAudio() + " compressed and " + levels.uncompressedDigitalAudio()
                + " uncompressed audio, " + levels.compressedDigitalVideo() + " compressed and "
                + levels.uncompressedDigitalVideo() + " uncompressed video";
    }

    private static String words(Drm drm, KeyGrant key) {
        String kid = key.kid().map(id -> "kid " + id.hex()).orElse("without a kid");
        String track = key.track().map(type -> ", track " + type).orElse("");
        String rules =
                drm == Drm.WIDEVINE ? ", security level " + key.securityLevel() + ", HDCP " + Names.of(key.hdcp()) : "";
        return kid + rules + track;
    }
}
