package dev.licet.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which media types a caller takes for an answer, and how gladly: the field `Accept` (RFC 9110 section 12.5.1).
public final class Accept {
    private static final int FULL = 1000;
    private static final Pattern WEIGHT = Pattern.compile("(?:0(?:\\.([0-9]{0,3}))?|1(?:\\.0{0,3})?)");

    /// @param type   a media type, or a range of them, in lower case and without parameters
    /// @param weight in thousandths
    private record Range(String type, int weight) {}

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /// Reads the value of the field; without one everything is taken.
    public static Accept of(Optional<String> field) {
        return new Accept(field.map(text ->
                        Arrays.stream(text.split(",")).map(Accept::range).toList())
                .orElse(List.of()));
    }

    private static Range range(String text) {
        String[] parts = Ascii.lower(text).split(";");
        int weight = FULL;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) weight = weight(part.substring(2));
        }
        return new Range(parts.length == 0 ? "" : parts[0].strip(), weight);
    }

    /// A text that is no weight counts as none.
    private static int weight(String text) {
        Matcher weight = WEIGHT.matcher(text);
        if (!weight.matches() || text.startsWith("1")) return FULL;
        String digits = weight.group(1) == null ? "" : weight.group(1);
        return Integer.parseInt((digits + "000").substring(0, 3));
    }

    /// How gladly a type is taken that the field names, in thousandths; 0 when it does not name it, or refuses it.
    public int named(String type) {
        return said(type).orElse(0);
    }

    /// Whether a type is refused: by its name, or by the nearest range that it belongs to, with the weight 0.
    public boolean refuses(String type) {
        String family = type.substring(0, type.indexOf('/')) + "/*";
        return said(type).or(() -> said(family)).or(() -> said("*/*")).orElse(FULL) == 0;
    }

    private Optional<Integer> said(String type) {
        return ranges.stream()
                .filter(range -> range.type().equals(type))
                .map(Range::weight)
                .max(Integer::compare);
    }
}
