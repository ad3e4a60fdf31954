package dev.licet.domain.packager;

import dev.licet.domain.packager.TrackRule.PlayReadyRule;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
    /// levels of `pr-opl` are those of analog video, compressed digital audio and video, uncompressed digital audio
    /// and video.
    public List<String> words() {
        return Stream.of(TrackType.values())
                .map(track -> track + "=" + TrackRuleText.of(of(track)))
                .toList();
    }

    /// The same with what `text` says of one kind of track, in the form of [#words]; what it does not say
    /// stays. Throws [IllegalArgumentException] with one sentence when it cannot be read.
    public TrackRules changed(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) throw TrackRuleText.bad(text);
        TrackType track = TrackRuleText.track(text.substring(0, equals));
        TrackRule rule = of(track);
        for (String part : text.substring(equals + 1).split(",", -1)) rule = TrackRuleText.changed(rule, part);
        return with(track, rule);
    }
}
