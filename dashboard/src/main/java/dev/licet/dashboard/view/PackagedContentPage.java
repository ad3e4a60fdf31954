package dev.licet.dashboard.view;

import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The keys of a piece of content, by track and period. It does not print: some may be shown.
///
/// @param texts what can be copied; values of keys are in them only after they were unlocked
public record PackagedContentPage(Frame frame, String contentId, List<Row> rows, List<Text> texts) {

    /// One key without its value.
    public record Row(
            String kid,
            String track,
            String type,
            String period,
            boolean onAir,
            String source,
            Instant served,
            String caller) {
        /// What may be shown of a key.
        public static Row of(PackagedKey key, boolean onAir) {
            String source =
                    switch (key.source()) {
                        case PackagedKey.Source.Seed(int number) -> "seed " + number;
                        case PackagedKey.Source.Storage() -> "key store";
                    };
            return new Row(
                    key.kid().hex(),
                    key.track(),
                    key.type().name(),
                    key.period().words(),
                    onAir,
                    source,
                    key.lastServed(),
                    key.caller());
        }
    }

    /// Something to copy.
    ///
    /// @param tool for what
    public record Text(String tool, String text) {
        @Override
        public String toString() {
            return "Text[" + tool + "]";
        }
    }

    /// The page; `shown` are the keys whose values may be seen.
    public static PackagedContentPage of(
            Frame frame, String contentId, List<Row> rows, List<ServedKey> shown, String cpix) {
        var texts = new ArrayList<Text>();
        String path = URLEncoder.encode(contentId, StandardCharsets.UTF_8).replace("+", "%20");
        texts.add(new Text("CPIX", "curl -u ACCOUNT:DIGITS '" + cpix + path + "'"));
        if (!shown.isEmpty()) texts.addAll(values(shown));
        return new PackagedContentPage(frame, contentId, rows, texts);
    }

    private static List<Text> values(List<ServedKey> keys) {
        return List.of(
                new Text(
                        "Shaka Packager",
                        "--enable_raw_key_encryption --keys "
                                + keys.stream()
                                        .map(key ->
                                                "label=" + label(key) + ":key_id=" + kid(key) + ":key=" + value(key))
                                        .collect(Collectors.joining(","))),
                new Text(
                        "Bento4",
                        keys.stream()
                                .map(key -> "--key 1:" + value(key) + ":" + iv(key) + " --property 1:KID:" + kid(key))
                                .collect(Collectors.joining("\n"))),
                new Text(
                        "ffmpeg",
                        keys.stream()
                                .map(key -> "-encryption_scheme cenc-aes-ctr -encryption_key " + value(key)
                                        + " -encryption_kid " + kid(key))
                                .collect(Collectors.joining("\n"))),
                new Text("GPAC", gpac(keys)));
    }

    private static String gpac(List<ServedKey> keys) {
        boolean chained = keys.getFirst().key().scheme().filter(Scheme::isCbc).isPresent();
        var xml = new StringBuilder("<GPACDRM type=\"" + (chained ? "cbcs" : "CENC AES-CTR") + "\">\n");
        int number = 1;
        for (ServedKey key : keys) {
            xml.append("  <CrypTrack trackID=\"")
                    .append(number++)
                    .append("\" IsEncrypted=\"1\" IV_size=\"8\" first_IV=\"0x")
                    .append(iv(key), 0, 16)
                    .append("\">\n    <key KID=\"0x")
                    .append(kid(key))
                    .append("\" value=\"0x")
                    .append(value(key))
                    .append("\"/>\n  </CrypTrack>\n");
        }
        return xml.append("</GPACDRM>").toString();
    }

    private static String label(ServedKey key) {
        return key.key().type().name();
    }

    private static String kid(ServedKey key) {
        return key.key().kid().hex();
    }

    private static String value(ServedKey key) {
        return key.value().expose(HexFormat.of()::formatHex);
    }

    private static String iv(ServedKey key) {
        return HexFormat.of().formatHex(key.iv());
    }

    @Override
    public String toString() {
        return "PackagedContentPage[" + contentId + "]";
    }
}
