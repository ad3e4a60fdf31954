package dev.licet.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what [Writer] has written for programs.
final class Reader {
    private Reader() {}

    /// By the names of group and row: what a row is judged by.
    static Map<String, Range> ranges(Path file) throws IOException {
        var ranges = new LinkedHashMap<String, Range>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null && !"rows".equals(json.currentName())) continue;
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> row = row(json);
                ranges.put(row.get("group") + ": " + row.get("name"), range(row));
            }
        }
        return ranges;
    }

    /// Its fields; the rounds are passed over.
    private static Map<String, String> row(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken().isScalarValue()) fields.put(name, json.getText());
            else json.skipChildren();
        }
        return fields;
    }

    private static Range range(Map<String, String> row) {
        if (row.containsKey("ratioMin")) return new Range(number(row, "ratioMin"), number(row, "ratioMax"));
        // Reports of before rows were paired with their floors.
        double floor = row.containsKey("floorValue") ? number(row, "floorValue") : 1;
        return new Range(number(row, "min") / floor, number(row, "max") / floor);
    }

    private static double number(Map<String, String> row, String name) {
        String text = row.get(name);
        return text.equals("null") ? Double.NaN : Double.parseDouble(text);
    }
}
