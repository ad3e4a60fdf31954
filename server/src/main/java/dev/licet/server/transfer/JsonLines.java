package dev.licet.server.transfer;

import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.ShownKey;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.server.api.BadKeyRequest;
import dev.licet.server.api.KeyJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One object of the key storage API a line. Empty lines are skipped.
final class JsonLines {
    private JsonLines() {}

    static final class Source implements KeySource {
        private final BufferedReader in;
        private long line;

        Source(Reader in) {
            this.in = new BufferedReader(in);
        }

        @Override
        public Optional<KeyDraft> next() throws IOException {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                if (!text.isBlank()) return Optional.of(parse(text));
            }
            return Optional.empty();
        }

        private KeyDraft parse(String text) {
            try {
                return KeyJson.read(text.getBytes(StandardCharsets.UTF_8));
            } catch (BadKeyRequest bad) {
                throw new BadRow(line, bad.getMessage());
            }
        }

        @Override
        public long line() {
            return line;
        }
    }

    record Sink(Writer out) implements KeySink {
        @Override
        public void write(StoredKey key) throws IOException {
            out.write(new String(KeyJson.one(ShownKey.wrapped(key)), StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
