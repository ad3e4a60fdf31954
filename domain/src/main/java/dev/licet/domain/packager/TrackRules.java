package dev.licet.domain.packager;

import dev.licet.domain.Ascii;
import dev.licet.domain.packager.TrackRule.PlayReadyRule;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The track rules of an account in one environment: a token for a packager's key takes from them what it does
/// not say itself, and manifests say the same.
///
/// @param rules one for each kind of track
public record TrackRules(Map<TrackType, TrackRule> rules) {
    private static final TrackRule FREE = new TrackRule(
            1,
            Hdcp.NONE,
            FairPlayRules.Hdcp.NOT_REQUIRED,
            FairPlayRules.Level.BASELINE,
            new PlayReadyRule(2000, 100, 100, 400, 100, 100));
    private static final TrackRule SOUND =
            new TrackRule(1, Hdcp.NONE, FairPlayRules.Hdcp.NOT_REQUIRED, FairPlayRules.Level.AUDIO, FREE.playReady());
    private static final TrackRule HIGH = new TrackRule(
            3,
            Hdcp.V1,
            FairPlayRules.Hdcp.TYPE_0,
            FairPlayRules.Level.BASELINE,
            new PlayReadyRule(2000, 150, 100, 500, 100, 300));
    private static final TrackRule ULTRA = new TrackRule(
            5,
            Hdcp.V2,
            FairPlayRules.Hdcp.TYPE_1,
            FairPlayRules.Level.MAIN,
            new PlayReadyRule(3000, 200, 100, 500, 100, 300));

    /// What an account has that has not said anything else.
    public static final TrackRules DEFAULT = new TrackRules(Map.of(
            TrackType.AUDIO,
            SOUND,
            TrackType.SD,
            FREE,
            TrackType.HD,
            HIGH,
            TrackType.UHD1,
            ULTRA,
            TrackType.UHD2,
            ULTRA));

    public TrackRules {
        var all = new EnumMap<TrackType, TrackRule>(rules);
        for (TrackType track : TrackType.values()) {
            if (!all.containsKey(track)) throw new IllegalArgumentException("rules: one for each kind of track");
        }
        rules = Collections.unmodifiableMap(all);
    }

    /// The rule of a kind of track.
    public TrackRule of(TrackType track) {
        return Objects.requireNonNull(rules.get(track));
    }

    /// The same with another rule for one kind.
    public TrackRules with(TrackType track, TrackRule rule) {
        var changed = new EnumMap<>(rules);
        changed.put(track, rule);
        return new TrackRules(changed);
    }

    /// The rules as people write and read them, one text for each kind of track, such as
    /// `HD=level:3,hdcp:1,fp-hdcp:0,fp-level:baseline,pr-level:2000,pr-opl:150/100/500/100/300`. The five
    /// levels of
    /// `pr-opl` are those of analog video, compressed digital audio and video, uncompressed digital audio and
    /// video.
    public List<String> words() {
        return Stream.of(TrackType.values())
                .map(track -> track + "=" + words(of(track)))
                .toList();
    }

    private static String words(TrackRule rule) {
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

    /// The same with what `text` says of one kind of track, in the form of [#words]; what it does not say
    /// stays. Throws [IllegalArgumentException] with one sentence when it cannot be read.
    public TrackRules changed(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) throw bad(text);
        TrackType track = track(text.substring(0, equals));
        TrackRule rule = of(track);
        for (String part : text.substring(equals + 1).split(",", -1)) rule = changed(rule, part);
        return with(track, rule);
    }

    private static TrackType track(String name) {
        for (TrackType track : TrackType.values()) if (Ascii.same(track.name(), name)) return track;
        throw new IllegalArgumentException("a track is AUDIO, SD, HD, UHD1 or UHD2, not " + name);
    }

    private static TrackRule changed(TrackRule rule, String part) {
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

    private static IllegalArgumentException bad(String part) {
        return new IllegalArgumentException("a track rule is written as HD=level:3,hdcp:1,fp-hdcp:none|0|1,"
                + "fp-level:audio|baseline|main,pr-level:2000,pr-opl:150/100/500/100/300; not " + part);
    }
}
