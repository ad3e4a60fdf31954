package dev.licet.server.transfer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/// How keys are written into a file.
public enum KeyFormat {
    /// One JSON object a line.
    JSONL,
    /// RFC 4180, UTF-8, with a first line of names.
    CSV;

    KeySource read(Reader in) throws IOException {
        return switch (this) {
            case JSONL -> new JsonLines.Source(in);
            case CSV -> new CsvKeys.Source(in);
        };
    }

    KeySink write(Writer out) throws IOException {
        return switch (this) {
            case JSONL -> new JsonLines.Sink(out);
            case CSV -> new CsvKeys.Sink(out);
        };
    }
}
