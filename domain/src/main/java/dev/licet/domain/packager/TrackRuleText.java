package dev.licet.domain.packager;

import dev.licet.domain.Ascii;
import dev.licet.domain.packager.TrackRule.PlayReadyRule;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.util.ArrayList;
import java.util.Locale;

/// Track rules as people write and read them; [TrackRules#words] has the form.
final class TrackRuleText {
    private TrackRuleText() {}

    static String of(TrackRule rule) {
        PlayReadyRule pr = rule.playReady();
        return "level:" + rule.level() + ",hdcp:" + rule.hdcp().ordinal() + ",fp-hdcp:" + word(rule.fairPlayHdcp())
                + ",fp-level:" + rule.fairPlayLevel().name().toLowerCase(Locale.ROOT) + ",pr-level:"
                + pr.minimumLevel() + ",pr-opl:" + pr.analogVideo() + "/" + pr.compressedDigitalAudio() + "/"
                + pr.compressedDigitalVideo() + "/" + pr.uncompressedDigitalAudio() + "/"
                + pr.uncompressedDigitalVideo();
    }

    private static String word(FairPlayRules.Hdcp hdcp) {
        return switch (hdcp) {
            case NOT_REQUIRED -> "none";
            case TYPE_0 -> "0";
            case TYPE_1 -> "1";
        };
    }

    static TrackType track(String name) {
        for (TrackType track : TrackType.values()) if (Ascii.same(track.name(), name)) return track;
        throw new IllegalArgumentException("a track is AUDIO, SD, HD, UHD1 or UHD2, not " + name);
    }

    /// The rule with one part of a text in place of its own.
    static TrackRule changed(TrackRule rule, String part) {
        int colon = part.indexOf(':');
        if (colon < 0) throw bad(part);
        String value = part.substring(colon + 1);
        return switch (part.substring(0, colon)) {
            case "level" -> rule.withLevel(number(part, value));
            case "hdcp" -> rule.withHdcp(hdcp(part, value));
            case "fp-hdcp" -> rule.withFairPlayHdcp(fairPlayHdcp(part, value));
            case "fp-level" -> rule.withFairPlayLevel(fairPlayLevel(part, value));
            case "pr-level" -> rule.withPlayReady(leveled(rule.playReady(), number(part, value)));
            case "pr-opl" -> rule.withPlayReady(protecting(rule.playReady().minimumLevel(), part, value));
            default -> throw bad(part);
        };
    }

    private static PlayReadyRule leveled(PlayReadyRule pr, int minimum) {
        return new PlayReadyRule(
                minimum,
                pr.analogVideo(),
                pr.compressedDigitalAudio(),
                pr.compressedDigitalVideo(),
                pr.uncompressedDigitalAudio(),
                pr.uncompressedDigitalVideo());
    }

    private static PlayReadyRule protecting(int minimum, String part, String value) {
        var levels = new ArrayList<Integer>();
        for (String level : value.split("/", -1)) levels.add(number(part, level));
        if (levels.size() != 5) throw bad(part);
        return new PlayReadyRule(minimum, levels.get(0), levels.get(1), levels.get(2), levels.get(3), levels.get(4));
    }

    private static Hdcp hdcp(String part, String value) {
        int number = number(part, value);
        if (number >= Hdcp.values().length) throw bad(part);
        return Hdcp.values()[number];
    }

    private static FairPlayRules.Hdcp fairPlayHdcp(String part, String value) {
        for (var hdcp : FairPlayRules.Hdcp.values()) if (word(hdcp).equals(value)) return hdcp;
        throw bad(part);
    }

    private static FairPlayRules.Level fairPlayLevel(String part, String value) {
        for (var level : FairPlayRules.Level.values()) if (Ascii.same(level.name(), value)) return level;
        throw bad(part);
    }

    private static int number(String part, String value) {
        if (!value.matches("[0-9]{1,4}")) throw bad(part);
        return Integer.parseInt(value);
    }

    static IllegalArgumentException bad(String part) {
        return new IllegalArgumentException("a track rule is written as HD=level:3,hdcp:1,fp-hdcp:none|0|1,"
                + "fp-level:audio|baseline|main,pr-level:2000,pr-opl:150/100/500/100/300; not " + part);
    }
}
