package dev.licet.storage.record;

import java.util.Map;
import java.util.TreeMap;

/// The facts of a record as one flat JSON object of texts (RFC 8259), so that they can be read with any SQL tool.
/// Everything that is not printable ASCII is escaped, which carries any text through any database unchanged.
final class FactsColumn {
    private FactsColumn() {}

    static String write(Map<String, String> facts) {
        if (facts.isEmpty()) return "";
        var out = new StringBuilder("{");
        new TreeMap<>(facts).forEach((name, value) -> {
            if (out.length() > 1) out.append(',');
            quote(out, name);
            quote(out.append(':'), value);
        });
        return out.append('}').toString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') out.append('\\').append((char) c);
            else if (c >= ' ' && c <= '~') out.append((char) c);
            else out.append(String.format("\\u%04x", c));
        });
        out.append('"');
    }

    /// Reads what [#write] wrote, and nothing more general.
    static Map<String, String> read(String json) {
        var facts = new TreeMap<String, String>();
        var cursor = new Cursor(json);
        while (cursor.isAtText()) {
            String name = cursor.text();
            cursor.isAtText();
            facts.put(name, cursor.text());
        }
        return facts;
    }

    private static final class Cursor {
        private final String json;
        private int at;

        Cursor(String json) {
            this.json = json;
        }

        /// Goes past the next opening quote, if there is one.
        boolean isAtText() {
            at = json.indexOf('"', at) + 1;
            return at > 0;
        }

        String text() {
            var out = new StringBuilder();
            while (json.charAt(at) != '"') out.append(character());
            at++;
            return out.toString();
        }

        private char character() {
            char c = json.charAt(at++);
            if (c != '\\') return c;
            c = json.charAt(at++);
            if (c != 'u') return c;
            at += 4;
            return (char) Integer.parseInt(json, at - 4, at, 16);
        }
    }
}
