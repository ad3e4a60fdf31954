package dev.licet.server.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// The readers of files of content keys, for tests of other packages.
public final class KeyFiles {
    private KeyFiles() {}

    public static void csv(byte[] file) throws IOException {
        try {
            for (var keys = new CsvKeys.Source(reader(file)); keys.next().isPresent(); ) keys.line();
        } catch (BadRow refused) {
            // The command prints its words.
        }
    }

    public static void jsonLines(byte[] file) throws IOException {
        try {
            for (var keys = new JsonLines.Source(reader(file)); keys.next().isPresent(); ) keys.line();
        } catch (BadRow refused) {
            // The command prints its words.
        }
    }

    private static Reader reader(byte[] file) {
        return new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8);
    }
}
