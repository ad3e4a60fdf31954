package dev.licet.dashboard;

import dev.licet.dashboard.view.Fact;
import dev.licet.domain.Drm;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a token says, in words: everything but its keys.
final class TokenFacts {
    private TokenFacts() {}

    static List<Fact> of(Token token) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("DRM", token.drm().word()));
        facts.add(new Fact("Environment", token.environment().word()));
        facts.add(new Fact("Account", token.account().toString()));
        facts.add(new Fact("Token id", token.id().hex()));
        facts.add(new Fact("Issued", token.issued().toString()));
        facts.add(new Fact("Expires", token.expires().toString()));
        token.cookie().ifPresent(cookie -> facts.add(new Fact("Cookie", cookie)));
        token.contentId().ifPresent(content -> facts.add(new Fact("Content id", content)));
        rights(facts, token);
        return facts;
    }

    private static void rights(List<Fact> facts, Token token) {
        Rights rights = token.rights();
        for (int i = 0; i < rights.keys().size(); i++) facts.add(new Fact("Key", words(token, i)));
        duration(facts, "Playback may begin within", rights.startWindow());
        duration(facts, "Playback may last", rights.playbackDuration());
        duration(facts, "Rental", rights.rental());
        fairPlay(facts, rights.fairPlay());
        if (!rights.playReady().keys().isEmpty()) playReady(facts, rights.playReady());
        facts.add(new Fact("Stays on the device", rights.persistent() ? "yes" : "no"));
        rights.extensions().forEach(extension -> facts.add(new Fact("Extension", extension.toString())));
    }

    private static void fairPlay(List<Fact> facts, FairPlayRules rules) {
        duration(facts, "Lease", rules.lease());
        rules.hdcp().ifPresent(hdcp -> facts.add(new Fact("FairPlay HDCP", hdcp.toString())));
        rules.level().ifPresent(level -> facts.add(new Fact("FairPlay security level", level.toString())));
    }

    private static void playReady(List<Fact> facts, PlayReadyRules rules) {
        facts.add(new Fact("Rights type", rules.purchase().word()));
        rules.end().ifPresent(end -> facts.add(new Fact("Rental ends", end.toString())));
        facts.add(new Fact("Unknown outputs", rules.unknownOutputs().word()));
        rules.device().ifPresent(device -> facts.add(new Fact("Only for the device", device)));
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

    private static void duration(List<Fact> facts, String name, Optional<Duration> value) {
        value.ifPresent(time -> facts.add(new Fact(name, time.toSeconds() + " seconds")));
    }
}
