package dev.licet.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.server.api.BadKeyRequest;
import dev.licet.server.api.KeyJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keys as CSV. A row means what the JSON object with the same members means; an empty field is a missing member.
///
/// A text that a spreadsheet would take for a formula is written after an apostrophe, which is taken away when it is
/// read (reference: security.md T37).
final class CsvKeys {
    private static final List<String> NAMES = List.of("kid", "ek", "kekId", "info", "contentId", "expiration");
    private static final List<String> KNOWN =
            List.of("kid", "k", "ek", "kekId", "info", "contentId", "expiration", "lastUpdate");
    private static final String FORMULA = "=+-@\t\r'";
    private static final JsonFactory JSON = new JsonFactory();

    private CsvKeys() {}

    static final class Source implements KeySource {
        private final CsvReader rows;
        private final List<String> names;

        Source(Reader in) throws IOException {
            rows = new CsvReader(in);
            names = rows.next().orElse(List.of());
            boolean good = names.contains("kid") && KNOWN.containsAll(names);
            if (!good) throw new BadRow(1, "the first line must name the columns, of " + String.join(",", KNOWN));
        }

        @Override
        public Optional<KeyDraft> next() throws IOException {
            Optional<List<String>> row = rows.next();
            return row.isEmpty() ? Optional.empty() : Optional.of(parse(row.get()));
        }

        private KeyDraft parse(List<String> fields) throws IOException {
            if (fields.size() != names.size()) {
                throw new BadRow(line(), "has " + fields.size() + " fields and not " + names.size());
            }
            try {
                return KeyJson.read(object(fields));
            } catch (BadKeyRequest bad) {
                throw new BadRow(line(), bad.getMessage());
            }
        }

        private byte[] object(List<String> fields) throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                for (int i = 0; i < names.size(); i++) {
                    if (!fields.get(i).isEmpty()) json.writeStringField(names.get(i), tame(fields.get(i)));
                }
                json.writeEndObject();
            }
            return bytes.toByteArray();
        }

        @Override
        public long line() {
            return rows.line();
        }
    }

    private static String tame(String field) {
        boolean guarded = field.length() > 1 && field.charAt(0) == '\'' && FORMULA.indexOf(field.charAt(1)) >= 0;
        return guarded ? field.substring(1) : field;
    }

    static final class Sink implements KeySink {
        private final Writer out;

        Sink(Writer out) throws IOException {
            this.out = out;
            out.write(String.join(",", NAMES) + "\r\n");
        }

        @Override
        public void write(StoredKey key) throws IOException {
            List<String> fields = List.of(
                    key.kid().hex(),
                    HexFormat.of().formatHex(key.ek()),
                    key.kekId().orElse(""),
                    key.info().orElse(""),
                    key.contentId().orElse(""),
                    key.expiration().map(Object::toString).orElse(""));
            out.write(fields.stream().map(Sink::quoted).collect(Collectors.joining(",")) + "\r\n");
        }

        private static String quoted(String field) {
            String guarded = !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
            boolean plain = guarded.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
            return plain ? guarded : "\"" + guarded.replace("\"", "\"\"") + "\"";
        }
    }
}
