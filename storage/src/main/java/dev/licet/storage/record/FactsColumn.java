package dev.licet.storage.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The facts of a record in a column of text: for each fact a sign for its name, then the value. Known names, some
/// values and times have short signs, because most of a record would be the same words again and again. All
/// signs are control characters, which no value contains: everything in one that is not printable ASCII is escaped
/// as in JSON (RFC 8259), which carries any text through any database unchanged.
///
/// Earlier versions wrote one flat JSON object, which begins with a brace. Both are read.
final class FactsColumn {
    /// Before a name that is not among them, and between it and its value.
    private static final char OTHER_NAME = '\u0002';

    private static final char VALUE = '\u0003';
    /// Before a printable sign for one of the known values.
    private static final char KNOWN_VALUE = '\u0004';

    /// Before whole seconds since 1970 in base 36.
    private static final char TIME = '\u0005';

    private FactsColumn() {}

    static String write(Map<String, String> facts) {
        var out = new StringBuilder();
        new TreeMap<>(facts).forEach((name, value) -> writeValue(writeName(out, name), value));
        return out.toString();
    }

    /// A condition that finds the columns with that fact, in SQL; neither text may need escapes.
    static String holds(String name, String value) {
        String json = "\"" + name + "\":\"" + value + "\"";
        return "(facts LIKE '%" + json + "%' OR facts LIKE '%" + write(Map.of(name, value)) + "%')";
    }

    private static StringBuilder writeName(StringBuilder out, String name) {
        Optional<String> sign = FactWords.sign(name);
        if (sign.isPresent()) return out.append(sign.get());
        Escaped.write(out.append(OTHER_NAME), name);
        return out.append(VALUE);
    }

    private static void writeValue(StringBuilder out, String value) {
        Optional<String> known = FactWords.valueSign(value);
        OptionalLong time = known.isPresent() ? OptionalLong.empty() : ShortTime.seconds(value);
        if (known.isPresent()) out.append(KNOWN_VALUE).append(known.get());
        else if (time.isPresent()) out.append(TIME).append(Long.toString(time.getAsLong(), Character.MAX_RADIX));
        else Escaped.write(out, value);
    }

    private static String readTime(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds, Character.MAX_RADIX))
                .toString();
    }

    /// Reads what [#write] wrote or an earlier version did, and nothing more general.
    static Map<String, String> read(String column) {
        return column.startsWith("{") ? new FactsJson(column).facts() : new Signs(column).facts();
    }

    private static final class Signs {
        private final String column;
        private int at;

        Signs(String column) {
            this.column = column;
        }

        Map<String, String> facts() {
            var facts = new TreeMap<String, String>();
            while (at < column.length()) {
                String name = name();
                facts.put(name, value());
            }
            return facts;
        }

        private String name() {
            char sign = column.charAt(at++);
            if (sign == FactWords.LONG_NAME) return FactWords.further(column.charAt(at++));
            if (sign != OTHER_NAME) return FactWords.named(sign);
            String name = text();
            at++;
            return name;
        }

        private String value() {
            if (at == column.length()) return "";
            return switch (column.charAt(at)) {
                case KNOWN_VALUE -> {
                    at += 2;
                    yield FactWords.VALUES.get(column.charAt(at - 1) - FactWords.FIRST_PRINTABLE);
                }
                case TIME -> {
                    at++;
                    yield readTime(text());
                }
                default -> text();
            };
        }

        /// Up to the next sign.
        private String text() {
            int end = at;
            while (end < column.length() && column.charAt(end) >= ' ') end++;
            String text = Escaped.read(column.substring(at, end));
            at = end;
            return text;
        }
    }
}
