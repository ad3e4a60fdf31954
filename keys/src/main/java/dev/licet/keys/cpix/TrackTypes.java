package dev.licet.keys.cpix;

import dev.licet.domain.token.TrackType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a packager's name for tracks means here (reference: speke-cpix.md 5).
public final class TrackTypes {
    /// Where one kind of picture ends and the next begins, as packagers of AWS have it: 1024×576, 1920×1080, 4096×2160.
    public static final List<Long> BOUNDS = List.of(589_824L, 2_073_600L, 8_847_360L);

    /// The weakest first: of several tracks under one key the strictest rule counts.
    private static final List<TrackType> BY_STRICTNESS =
            List.of(TrackType.AUDIO, TrackType.SD, TrackType.HD, TrackType.UHD1, TrackType.UHD2);

    private static final Map<String, TrackType> NAMED = Map.ofEntries(
            Map.entry("audio", TrackType.AUDIO),
            Map.entry("stereo_audio", TrackType.AUDIO),
            Map.entry("multichannel_audio", TrackType.AUDIO),
            Map.entry("multichannel_audio_3_6", TrackType.AUDIO),
            Map.entry("multichannel_audio_7", TrackType.AUDIO),
            Map.entry("sd", TrackType.SD),
            Map.entry("hd", TrackType.HD),
            Map.entry("hd1", TrackType.HD),
            Map.entry("hd2", TrackType.HD),
            Map.entry("uhd", TrackType.UHD1),
            Map.entry("uhd1", TrackType.UHD1),
            Map.entry("uhd2", TrackType.UHD2));

    private TrackTypes() {}

    /// What the filters of a rule say.
    ///
    /// @param audio     whether there is one for audio
    /// @param video     whether there is one for video
    /// @param minPixels the greatest lower bound, if there is one
    /// @param maxPixels the greatest upper bound; empty when a video filter has none
    record Filters(boolean audio, boolean video, Optional<Long> minPixels, Optional<Long> maxPixels) {}

    /// By the name, of which each part counts; by the bounds where a part is unknown; else HD.
    static TrackType of(TrackName track, Filters filters) {
        if (track.parts().isEmpty()) return byFilters(filters);
        TrackType strictest = TrackType.AUDIO;
        for (String word : track.words()) {
            TrackType type = Optional.ofNullable(NAMED.get(word)).orElseGet(() -> byFilters(filters));
            if (BY_STRICTNESS.indexOf(type) > BY_STRICTNESS.indexOf(strictest)) strictest = type;
        }
        return strictest;
    }

    private static TrackType byFilters(Filters filters) {
        if (filters.audio() && !filters.video()) return TrackType.AUDIO;
        if (filters.maxPixels().isPresent()) return upTo(filters.maxPixels().get());
        return filters.minPixels().map(TrackTypes::upTo).orElse(TrackType.HD);
    }

    private static TrackType upTo(long pixels) {
        if (pixels <= BOUNDS.get(0)) return TrackType.SD;
        if (pixels <= BOUNDS.get(1)) return TrackType.HD;
        return pixels <= BOUNDS.get(2) ? TrackType.UHD1 : TrackType.UHD2;
    }
}
