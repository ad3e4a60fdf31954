package dev.licet.server.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads RFC 4180 row by row. Lines may end with CR LF or LF; empty lines are skipped.
final class CsvReader {
    private static final int END = -1;
    private static final int LONGEST_FIELD = 64 * 1024;

    private final BufferedReader in;
    private int c = ' ';
    private long line;
    private long ended;

    CsvReader(Reader in) {
        this.in = new BufferedReader(in);
    }

    /// The line in which the last row began, counted from 1.
    long line() {
        return line;
    }

    /// The fields of the next row; empty at the end.
    Optional<List<String>> next() throws IOException {
        do {
            line = ended + 1;
            read();
        } while (c == '\n' || c == '\r');
        if (c == END) return Optional.empty();
        var fields = new ArrayList<String>();
        fields.add(field());
        while (c == ',') {
            read();
            fields.add(field());
        }
        if (c == '\r') read();
        if (c != '\n' && c != END) throw new BadRow(line, "a quotation mark must end a field");
        return Optional.of(fields);
    }

    private void read() throws IOException {
        c = in.read();
        if (c == '\n') ended++;
    }

    /// Stands behind the field afterwards.
    private String field() throws IOException {
        var text = new StringBuilder();
        if (c == '"') quoted(text);
        else for (; c != ',' && c != '\r' && c != '\n' && c != END; read()) add(text);
        return text.toString();
    }

    private void quoted(StringBuilder text) throws IOException {
        for (read(); ; read()) {
            if (c == END) throw new BadRow(line, "a quotation mark is missing");
            if (c == '"') {
                read();
                if (c != '"') return;
            }
            add(text);
        }
    }

    private void add(StringBuilder text) {
        if (text.length() == LONGEST_FIELD) throw new BadRow(line, "a field is too long");
        text.append((char) c);
    }
}
