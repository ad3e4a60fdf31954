package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the database is.
public sealed interface Place {
    /// An embedded database that needs no set-up.
    ///
    /// @param directory where its files lie; made when it is missing
    record Embedded(Path directory) implements Place {
        @Override
        public String words() {
            return "in " + directory;
        }
    }

    /// A PostgreSQL database that any number of nodes may share, or one that speaks its protocol.
    ///
    /// @param url      `jdbc:postgresql://host[:port][,host…]/database[?parameter=value…]`, without a password
    /// @param user     the role
    /// @param password its password; empty when the server knows the role by other means
    record Postgres(String url, String user, Optional<SecretBytes> password) implements Place {
        private static final String SCHEME = "jdbc:postgresql:";

        public Postgres {
            if (!isUrl(url)) throw new IllegalArgumentException("url: must begin with " + SCHEME);
            if (url.matches("(?is).*[?&]password=.*")) {
                throw new IllegalArgumentException("url: must not hold the password, which belongs into a file");
            }
        }

        /// Whether that is the URL of such a database.
        public static boolean isUrl(String url) {
            return url.startsWith(SCHEME);
        }

        /// With the password that a file holds in its first line. Throws [DatabaseRefused] when it cannot be
        /// read or is no text.
        public static Postgres withPasswordIn(String url, String user, Path file) {
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                String line = Optional.ofNullable(reader.readLine()).orElse("");
                byte[] password = line.getBytes(StandardCharsets.UTF_8);
                return new Postgres(url, user, Optional.of(SecretBytes.taking(password)));
            } catch (IOException unreadable) {
                throw new DatabaseRefused(
                        "cannot read the database password file " + file + ": " + FileFault.words(file, unreadable),
                        unreadable);
            }
        }

        /// Without what follows the name, which may be anything.
        @Override
        public String words() {
            return "at " + url.replaceFirst("\\?.*", "");
        }
    }

    /// For messages: `in /var/lib/licet`, `at jdbc:postgresql://db/licet`.
    String words();
}
