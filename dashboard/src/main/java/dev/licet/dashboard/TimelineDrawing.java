package dev.licet.dashboard;

import dev.licet.dashboard.view.Timeline;
import dev.licet.dashboard.view.Times;
import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.request.Lint;
import dev.licet.domain.request.TokenPreview;
import dev.licet.domain.token.LicenseTimes;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws what a viewer gets. Times reach from minutes to years, so the axis is logarithmic, and every bar ends
/// at the latest moment: when each step is taken as late as it may be.
final class TimelineDrawing {
    private static final double SHORTEST = Math.log(30);
    /// Somewhat more than a year, so that the mark of no end has room.
    private static final double LONGEST = Math.log(Duration.ofDays(1500).toSeconds());

    static final List<Timeline.Tick> TICKS = List.of(
            tick("1m", Duration.ofMinutes(1)),
            tick("10m", Duration.ofMinutes(10)),
            tick("1h", Duration.ofHours(1)),
            tick("6h", Duration.ofHours(6)),
            tick("1d", Duration.ofDays(1)),
            tick("1w", Duration.ofDays(7)),
            tick("30d", Duration.ofDays(30)),
            tick("1y", Duration.ofDays(365)));

    private TimelineDrawing() {}

    private static Timeline.Tick tick(String label, Duration at) {
        return new Timeline.Tick(label, percent(at));
    }

    private static double percent(Duration at) {
        double share = (Math.log(Math.max(1, at.toSeconds())) - SHORTEST) / (LONGEST - SHORTEST);
        return Math.clamp(100 * share, 1, 100);
    }

    static Timeline draw(Drm drm, TokenPreview preview) {
        return switch (preview) {
            case TokenPreview.Granted(Token token, List<Lint> lints) -> of(token);
            case TokenPreview.Denied(Refused why) -> refused(drm, why);
        };
    }

    private static Timeline refused(Drm drm, Refused why) {
        return new Timeline(Names.of(drm), List.of(), List.of(), Optional.of(refusal(why)));
    }

    /// A refusal as pages show it.
    static Timeline.Refusal refusal(Refused why) {
        String message = why.message().contains(why.reason()) ? why.message() : why.message() + ": " + why.reason();
        return new Timeline.Refusal(why.why().code(), message, why.hint().orElse(""));
    }

    static Timeline of(Token token) {
        var bars = new ArrayList<Timeline.Bar>();
        Duration fetch = Duration.between(token.issued(), token.expires());
        bars.add(bar("fetch", "Fetch a license", Optional.of(fetch)));
        var times = LicenseTimes.of(token.drm(), token.rights());
        Optional<Duration> begin = times.begin().map(fetch::plus);
        bars.add(bar("begin", "Begin to watch", begin));
        bars.add(times.lease().map(lease -> leased(fetch, lease)).orElseGet(() -> watching(begin, times.play())));
        return new Timeline(Names.of(token.drm()), bars, words(token, fetch, times), Optional.empty());
    }

    /// Without a renewal playback stops, so that is where the bar ends.
    private static Timeline.Bar leased(Duration fetch, Duration lease) {
        String words = "Go on watching, for " + span(lease) + " from each license, as long as the player renews";
        return new Timeline.Bar("watch", words, percent(fetch.plus(lease)), false);
    }

    /// Where playback may begin at any time, its end has a distance and no place.
    private static Timeline.Bar watching(Optional<Duration> begin, Optional<Duration> playback) {
        if (begin.isEmpty() && playback.isPresent()) {
            String words = "Go on watching, for " + span(playback.get()) + " from the first play";
            return new Timeline.Bar("watch", words, 100, true);
        }
        return bar("watch", "Go on watching", begin.flatMap(latest -> playback.map(latest::plus)));
    }

    private static Timeline.Bar bar(String kind, String words, Optional<Duration> end) {
        String label = words + end.map(time -> ", for " + span(time)).orElse(", no end");
        return new Timeline.Bar(kind, label, end.map(TimelineDrawing::percent).orElse(100.0), end.isEmpty());
    }

    private static List<String> words(Token token, Duration fetch, LicenseTimes times) {
        var words = new ArrayList<String>();
        words.add("A device can fetch its first license for " + span(fetch) + ", until " + Times.shown(token.expires())
                + " UTC.");
        words.add(
                switch (token.drm()) {
                    case WIDEVINE -> beginning(times) + end(times, ", and has no end.");
                    case FAIRPLAY -> beginning(times) + fairPlay(times);
                    case PLAYREADY -> playReady(token.rights());
                    case CLEARKEY -> "Clear Key knows no times: the key works as long as the page keeps it.";
                });
        words.add(offline(token.drm(), times));
        return words;
    }

    private static String beginning(LicenseTimes times) {
        return times.begin()
                .map(time -> "Playback can begin for " + span(time) + " after that license")
                .orElse("Playback can begin at any time after that");
    }

    private static String end(LicenseTimes times, String without) {
        return times.play()
                .map(time -> ", and ends " + span(time) + " after the first play, pauses included.")
                .orElse(without);
    }

    private static String playReady(Rights rights) {
        String end = rights.playReady()
                .end()
                .map(time -> "Playback ends at " + Times.shown(time) + " UTC")
                .orElse("Playback has no end of its own");
        return end
                + rights.playbackDuration()
                        .map(time -> ", and " + span(time) + " after the first play.")
                        .orElse(".");
    }

    private static String fairPlay(LicenseTimes times) {
        if (times.lease().isPresent()) {
            return ", and stops " + span(times.lease().get()) + " after each license unless the player renews it.";
        }
        boolean rented = times.begin().isPresent();
        return end(times, rented ? "; what plays by then goes on to its end." : ", and has no end.");
    }

    private static String offline(Drm drm, LicenseTimes times) {
        if (drm == Drm.CLEARKEY) {
            return times.kept()
                    ? "The page may keep the key and play without a network."
                    : "Nothing stays on the device.";
        }
        return times.kept()
                ? "The device may keep the license and play without a network."
                : "The license ends with the player's session; nothing plays without a network.";
    }

    /// In the two largest units.
    static String span(Duration time) {
        var parts = new ArrayList<String>();
        add(parts, time.toDays(), "d");
        add(parts, time.toHoursPart(), "h");
        add(parts, time.toMinutesPart(), "min");
        add(parts, time.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) parts.add(count + " " + unit);
    }
}
