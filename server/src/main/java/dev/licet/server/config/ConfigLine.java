package dev.licet.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One key of the configuration in force, for people.
///
/// @param key    which
/// @param value  as it stands; the configuration holds paths to secrets and no secrets, and a password that somebody
///               put into the database's address is left out
/// @param origin where it comes from
public record ConfigLine(Key key, String value, Origin origin) {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&]*");

    /// Where a value comes from.
    public enum Origin {
        /// It stands nowhere.
        DEFAULT,
        /// The configuration file.
        FILE,
        /// The environment or the command line.
        OVER_THE_FILE
    }

    /// All keys in the order of `docs/configuration.md`.
    public static List<ConfigLine> all(Optional<Path> file, Map<Key, String> over) {
        var values = new Values(file, over);
        return Stream.of(Key.values())
                .map(key -> new ConfigLine(key, shown(values.raw(key)), origin(values, over, key)))
                .toList();
    }

    private static Origin origin(Values values, Map<Key, String> over, Key key) {
        if (over.containsKey(key)) return Origin.OVER_THE_FILE;
        return values.isInFile(key) ? Origin.FILE : Origin.DEFAULT;
    }

    private static String shown(String value) {
        return PASSWORD.matcher(value).replaceAll("$1…");
    }
}
