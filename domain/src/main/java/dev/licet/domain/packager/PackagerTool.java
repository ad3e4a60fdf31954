package dev.licet.domain.packager;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Programs that take keys on their command line or in a file of their own, and how they want them written.
public enum PackagerTool {
    /// Options of Shaka Packager. A label is what the option `drm_label` of a stream names; without one it goes by the
    /// resolution, with the words of [TrackType].
    SHAKA("shaka", "Shaka Packager"),
    /// Options of Bento4's `mp4encrypt`, for one track after the other.
    BENTO4("bento4", "Bento4"),
    /// Options of ffmpeg, a line for each key, of which it takes one.
    FFMPEG("ffmpeg", "ffmpeg"),
    /// The file that GPAC's `MP4Box -crypt` reads.
    GPAC("gpac", "GPAC");

    private static final String ALL = "ALL";

    private final String word;
    private final String title;

    PackagerTool(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The word in options, in lower case.
    public String word() {
        return word;
    }

    /// For people.
    public String title() {
        return title;
    }

    /// The program with that word.
    public static Optional<PackagerTool> named(String word) {
        return Stream.of(values()).filter(tool -> tool.word.equals(word)).findFirst();
    }

    /// Whether it takes one key for each track. Then only those that are on air may be written.
    public boolean takesOneForEachTrack() {
        return switch (this) {
            case SHAKA, BENTO4, GPAC -> true;
            case FFMPEG -> false;
        };
    }

    /// The text to paste. It holds the values of the keys.
    public String text(List<ServedKey> keys) {
        return switch (this) {
            case SHAKA -> shaka(keys);
            case BENTO4 -> lines(keys, PackagerTool::bento4);
            case FFMPEG -> lines(keys, PackagerTool::ffmpeg);
            case GPAC -> GpacFile.of(keys);
        };
    }

    /// Writes one key.
    interface Line {
        String of(ServedKey key, int number);
    }

    static String lines(List<ServedKey> keys, Line line) {
        var text = new StringBuilder();
        int number = 1;
        for (ServedKey key : keys) text.append(line.of(key, number++)).append('\n');
        return text.toString().stripTrailing();
    }

    private static String shaka(List<ServedKey> keys) {
        return "--protection_scheme " + scheme(keys.getFirst()) + " --enable_raw_key_encryption --keys "
                + keys.stream().map(PackagerTool::labelled).collect(Collectors.joining(","));
    }

    private static String labelled(ServedKey key) {
        String iv = isChained(key) ? ":iv=" + iv(key) : "";
        return "label=" + label(key.key()) + ":key_id=" + kid(key) + ":key=" + value(key) + iv;
    }

    /// The packager's own word for the track; what stands between words of the option must not stand in it. An empty
    /// label is for all streams.
    private static String label(PackagedKey key) {
        if (key.track().equals(ALL)) return "";
        return key.track().isEmpty() ? key.type().name() : key.track().replaceAll("[^A-Za-z0-9_+.-]", "_");
    }

    private static String bento4(ServedKey key, int number) {
        return "--key " + number + ":" + value(key) + ":" + iv(key) + " --property " + number + ":KID:" + kid(key);
    }

    private static String ffmpeg(ServedKey key, int number) {
        return "-encryption_scheme cenc-aes-ctr -encryption_key " + value(key) + " -encryption_kid " + kid(key);
    }

    static String scheme(ServedKey key) {
        return key.key().scheme().flatMap(Scheme::common).orElse(Scheme.CENC).word();
    }

    private static boolean isChained(ServedKey key) {
        return key.key().scheme().filter(Scheme::isCbc).isPresent();
    }

    static String kid(ServedKey key) {
        return key.key().kid().hex();
    }

    static String value(ServedKey key) {
        return key.value().expose(HexFormat.of()::formatHex);
    }

    static String iv(ServedKey key) {
        return HexFormat.of().formatHex(key.iv());
    }
}
