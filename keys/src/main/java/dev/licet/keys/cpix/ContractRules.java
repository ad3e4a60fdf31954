package dev.licet.keys.cpix;

import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.Period;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The encryption contract of a document: which key protects which tracks in which period (reference:
/// speke-cpix.md 5). The provider checks it and never changes it.
public final class ContractRules {
    /// There is none.
    public static final String MISSING = "Missing CPIX encryption contract";
    /// It contradicts itself or uses what SPEKE does not have.
    public static final String MALFORMED = "Malformed encryption contract";
    /// Its keys may not be shared like that.
    public static final String NOT_SUPPORTED = "Requested CPIX encryption contract not supported";

    private static final Set<String> VIDEO = Set.of("minPixels", "maxPixels", "hdr", "wcg", "minFps", "maxFps");
    private static final Set<String> AUDIO = Set.of("minChannels", "maxChannels");
    private static final long LARGEST_BOUND = 0xffff_ffffL;

    /// What a contract says of one key.
    public record Use(String track, TrackType type, Period period) {}

    /// What stands once: the words of a name, in any order, in a period.
    private record Named(String period, Set<String> words) {}

    /// A rule as it was read.
    private record Read(KeyId kid, TrackName track, String period, List<XmlElement> video, List<XmlElement> audio) {
        boolean isForAll() {
            return track.isForAll();
        }

        /// What both say of a key that several rules share.
        Read and(Read other) throws Refusing {
            if (!period.equals(other.period)) throw refusing("A key has usage rules in two periods");
            return new Read(kid, track.and(other.track), period, both(video, other.video), both(audio, other.audio));
        }

        private static List<XmlElement> both(List<XmlElement> some, List<XmlElement> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }

        int filters() {
            return video.size() + audio.size();
        }
    }

    private final Map<String, Period> periods;

    /// @param periods those of the document, by their ids
    public ContractRules(Map<String, Period> periods) {
        this.periods = periods;
    }

    /// The contract of SPEKE 2: each of `kids` has one rule.
    public Map<KeyId, Use> read(XmlElement root, Set<KeyId> kids) throws Refusing {
        List<XmlElement> elements = elements(root);
        if (elements.stream().noneMatch(ContractRules::hasFilter)) throw refusing(MISSING);
        var rules = new ArrayList<Read>();
        for (XmlElement element : elements) rules.add(rule(element));
        check(rules, kids);
        var uses = new HashMap<KeyId, Use>();
        for (Read rule : rules) uses.put(rule.kid(), use(rule));
        return uses;
    }

    /// What SPEKE 1.0 says, which has no names for tracks and need not have rules.
    public Map<KeyId, Use> readFirst(XmlElement root) throws Refusing {
        var reads = new LinkedHashMap<KeyId, Read>();
        for (XmlElement element : elements(root)) {
            Optional<KeyId> kid = CpixKeys.kid(element.attribute("kid").orElse(""));
            if (kid.isEmpty()) throw refusing("A ContentKeyUsageRule names no key");
            TrackName track = track(element);
            var video = element.all(Names.CPIX, "VideoFilter");
            var audio = element.all(Names.CPIX, "AudioFilter");
            var rule = new Read(kid.get(), track, period(element), video, audio);
            Read before = reads.get(kid.get());
            reads.put(kid.get(), before == null ? rule : before.and(rule));
        }
        var uses = new HashMap<KeyId, Use>();
        for (Read rule : reads.values()) uses.put(rule.kid(), use(rule));
        return uses;
    }

    private static List<XmlElement> elements(XmlElement root) {
        return root.first(Names.CPIX, "ContentKeyUsageRuleList")
                .map(list -> list.all(Names.CPIX, "ContentKeyUsageRule"))
                .orElse(List.of());
    }

    private static boolean hasFilter(XmlElement rule) {
        return rule.first(Names.CPIX, "VideoFilter").isPresent()
                || rule.first(Names.CPIX, "AudioFilter").isPresent();
    }

    private Read rule(XmlElement rule) throws Refusing {
        for (XmlElement child : rule.elements()) checkFilter(child);
        KeyId kid = CpixKeys.kid(rule.attribute("kid").orElse("")).orElseThrow(() -> refusing(MALFORMED));
        TrackName track = track(rule);
        var video = rule.all(Names.CPIX, "VideoFilter");
        var audio = rule.all(Names.CPIX, "AudioFilter");
        if (track.parts().isEmpty() || video.isEmpty() && audio.isEmpty()) throw refusing(MALFORMED);
        return new Read(kid, track, period(rule), video, audio);
    }

    private static TrackName track(XmlElement rule) throws Refusing {
        return TrackName.read(rule.attribute("intendedTrackType").orElse(""));
    }

    /// The bit rate of a track is none of SPEKE's business, nor are labels; the former is ignored, as AWS does.
    private static void checkFilter(XmlElement filter) throws Refusing {
        if (!filter.namespace().equals(Names.CPIX)) throw refusing(MALFORMED);
        switch (filter.name()) {
            case "KeyPeriodFilter", "BitrateFilter" -> {}
            case "VideoFilter" -> checkBounds(filter, VIDEO, List.of("Pixels", "Fps"));
            case "AudioFilter" -> checkBounds(filter, AUDIO, List.of("Channels"));
            default -> throw refusing(MALFORMED);
        }
    }

    private static void checkBounds(XmlElement filter, Set<String> known, List<String> bounded) throws Refusing {
        for (var attribute : filter.attributes()) {
            if (!known.contains(attribute.name())) throw refusing(MALFORMED);
        }
        for (String bound : bounded) {
            long least = number(filter, "min" + bound).orElse(0L);
            long most = number(filter, "max" + bound).orElse(LARGEST_BOUND);
            if (least > most) throw refusing(MALFORMED);
        }
    }

    private static Optional<Long> number(XmlElement filter, String name) throws Refusing {
        Optional<String> text = filter.attribute(name);
        if (text.isEmpty()) return Optional.empty();
        if (!text.get().matches("[0-9]{1,10}")) throw refusing(MALFORMED);
        return text.map(Long::valueOf);
    }

    private String period(XmlElement rule) throws Refusing {
        String first = "";
        for (XmlElement filter : rule.all(Names.CPIX, "KeyPeriodFilter")) {
            String id = filter.attribute("periodId").orElse("");
            if (!periods.containsKey(id)) throw refusing(MALFORMED);
            if (first.isEmpty()) first = id;
        }
        return first;
    }

    private void check(List<Read> rules, Set<KeyId> kids) throws Refusing {
        var ruled = new HashSet<KeyId>();
        var tracks = new HashSet<Named>();
        var shared = new HashSet<String>();
        for (Read rule : rules) {
            boolean once = ruled.add(rule.kid())
                    && tracks.add(
                            new Named(rule.period(), Set.copyOf(rule.track().words())));
            if (!once || !kids.contains(rule.kid()) || !fits(rule)) throw refusing(MALFORMED);
            if (rule.isForAll()) shared.add(rule.period());
        }
        if (!ruled.equals(kids)) throw refusing(MALFORMED);
        for (Read rule : rules) {
            if (!rule.isForAll() && shared.contains(rule.period())) throw refusing(MALFORMED);
        }
        for (Read rule : rules) if (!isAllowed(rule)) throw refusing(NOT_SUPPORTED);
    }

    /// A rule has no more filters than its name has parts. It may have fewer: AWS's own suite sends `SD+HD1` with one.
    private static boolean fits(Read rule) {
        TrackName track = rule.track();
        if (!track.isForAll())
            return !track.isForAllAndMore() && rule.filters() <= track.parts().size();
        return rule.video().size() == 1
                && rule.audio().size() == 1
                && rule.video().getFirst().attributes().isEmpty()
                && rule.audio().getFirst().attributes().isEmpty();
    }

    /// Sound is decrypted in software almost everywhere, so a key that it shares with the largest pictures would
    /// lose them their protection.
    private boolean isAllowed(Read rule) throws Refusing {
        boolean mixed = !rule.video().isEmpty() && !rule.audio().isEmpty();
        if (rule.isForAll() || !mixed) return true;
        TrackType type = use(rule).type();
        return type != TrackType.UHD1 && type != TrackType.UHD2;
    }

    private Use use(Read rule) throws Refusing {
        Optional<Long> least = Optional.empty();
        Optional<Long> most = Optional.of(0L);
        for (XmlElement video : rule.video()) {
            Optional<Long> min = number(video, "minPixels");
            Optional<Long> max = number(video, "maxPixels");
            if (min.isPresent() && min.get() > least.orElse(-1L)) least = min;
            if (max.isEmpty()) most = Optional.empty();
            else if (most.isPresent() && max.get() > most.get()) most = max;
        }
        if (rule.video().isEmpty()) most = Optional.empty();
        var filters =
                new TrackTypes.Filters(!rule.audio().isEmpty(), !rule.video().isEmpty(), least, most);
        TrackType type = TrackTypes.of(rule.track(), filters);
        return new Use(rule.track().text(), type, periods.getOrDefault(rule.period(), Period.ALWAYS));
    }

    private static Refusing refusing(String sentence) {
        return new Refusing(Rule.CONTRACT, sentence);
    }
}
