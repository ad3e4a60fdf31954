package dev.licet.keys.cpix;

import dev.licet.domain.packager.ServedKey;
import dev.licet.keys.Signalling;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// Writes which tracks a key is for.
///
/// @param bounds the most pixels of SD, HD and UHD1
record UsageRules(List<Long> bounds) {
    XmlElement rule(Scope scope, ServedKey key) {
        return scope.element(Names.CPIX, "cpix", "ContentKeyUsageRule")
                .with("kid", Signalling.dashed(key.key().kid()))
                .with("intendedTrackType", key.key().track())
                .withChildren(filters(scope, key.key().track()));
    }

    private List<XmlElement> filters(Scope scope, String track) {
        XmlElement video = scope.element(Names.CPIX, "cpix", "VideoFilter");
        XmlElement audio = scope.element(Names.CPIX, "cpix", "AudioFilter");
        return switch (track) {
            case "AUDIO" -> List.of(audio);
            case "SD" -> List.of(bounded(video, Optional.empty(), Optional.of(0)));
            case "HD" -> List.of(bounded(video, Optional.of(0), Optional.of(1)));
            case "UHD1" -> List.of(bounded(video, Optional.of(1), Optional.of(2)));
            case "UHD2" -> List.of(bounded(video, Optional.of(2), Optional.empty()));
            default -> List.of(video, audio);
        };
    }

    private XmlElement bounded(XmlElement filter, Optional<Integer> above, Optional<Integer> upTo) {
        XmlElement least = above.map(i -> filter.with("minPixels", Long.toString(bounds.get(i) + 1)))
                .orElse(filter);
        return upTo.map(i -> least.with("maxPixels", Long.toString(bounds.get(i))))
                .orElse(least);
    }
}
