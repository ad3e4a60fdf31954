package dev.licet.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Whether two runs say the same. A row agrees when the ranges of its rounds overlap. Where it has a floor, both are
/// divided by the floor of their own run first, because machines are not equally fast every day. What was measured once
/// has no range and is left out.
public final class Agreement {
    private record Range(double least, double most) {
        boolean overlaps(Range other) {
            return least <= other.most && other.least <= most;
        }

        boolean isOne() {
            return least == most;
        }

        @Override
        public String toString() {
            return Writer.number(least) + " to " + Writer.number(most);
        }
    }

    private Agreement() {}

    /// Prints the rows that do not agree, and how many do.
    public static void print(Path first, Path second) throws IOException {
        Map<String, Range> one = ranges(first);
        Map<String, Range> other = ranges(second);
        one.keySet().retainAll(other.keySet());
        long all = one.size();
        one.entrySet()
                .removeIf(
                        row -> row.getValue().isOne() || other.get(row.getKey()).isOne());
        long agreeing = one.entrySet().stream()
                .filter(row -> row.getValue().overlaps(other.get(row.getKey())))
                .count();
        one.forEach((name, range) -> {
            if (!range.overlaps(other.get(name))) System.out.println(name + ": " + range + " and " + other.get(name));
        });
        System.out.printf(
                Locale.ROOT,
                "%d of %d rows agree within their spreads; %d were measured once%n",
                agreeing,
                one.size(),
                all - one.size());
    }

    private static Map<String, Range> ranges(Path file) throws IOException {
        var ranges = new LinkedHashMap<String, Range>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            var text = new LinkedHashMap<String, String>();
            boolean inRows = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                inRows |= "rows".equals(json.currentName());
                if (token == JsonToken.END_OBJECT && inRows && text.containsKey("median")) {
                    ranges.put(text.get("group") + ": " + text.get("name"), range(text));
                    text.clear();
                } else if (token.isScalarValue() && inRows && json.currentName() != null) {
                    text.put(json.currentName(), json.getText());
                }
            }
        }
        return ranges;
    }

    private static Range range(Map<String, String> row) {
        double floor = number(row.getOrDefault("floorValue", "1"));
        return new Range(number(row.get("min")) / floor, number(row.get("max")) / floor);
    }

    /// What was not measured agrees with nothing.
    private static double number(String text) {
        return text.equals("null") ? Double.NaN : Double.parseDouble(text);
    }
}
