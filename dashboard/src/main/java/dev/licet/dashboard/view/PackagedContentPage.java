package dev.licet.dashboard.view;

import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagerTool;
import dev.licet.domain.packager.ServedKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys of a piece of content, by track and period. It does not print: some may be shown.
///
/// @param texts what can be copied; values of keys are in them only after they were unlocked, and where a program takes
///              one key for each track, those that are on air
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

    /// @param cpix  the address of CPIX documents, up to the name of the content
    /// @param shown the keys whose values may be seen
    public record Values(String cpix, List<ServedKey> shown) {}

    /// The page.
    public static PackagedContentPage of(Frame frame, String contentId, List<Row> rows, Values values) {
        var texts = new ArrayList<Text>();
        String path = URLEncoder.encode(contentId, StandardCharsets.UTF_8).replace("+", "%20");
        texts.add(new Text("CPIX", "curl -u ACCOUNT:DIGITS '" + values.cpix() + path + "'"));
        texts.addAll(values(values.shown(), onAir(rows)));
        return new PackagedContentPage(frame, contentId, rows, texts);
    }

    private static Set<String> onAir(List<Row> rows) {
        return rows.stream().filter(Row::onAir).map(Row::kid).collect(Collectors.toSet());
    }

    private static List<Text> values(List<ServedKey> keys, Set<String> onAir) {
        List<ServedKey> now = keys.stream()
                .filter(key -> onAir.contains(key.key().kid().hex()))
                .toList();
        var texts = new ArrayList<Text>();
        for (PackagerTool tool : PackagerTool.values()) {
            List<ServedKey> fitting = tool.takesOneForEachTrack() ? now : keys;
            if (!fitting.isEmpty()) texts.add(new Text(tool.title(), tool.text(fitting)));
        }
        return texts;
    }

    @Override
    public String toString() {
        return "PackagedContentPage[" + contentId + "]";
    }
}
