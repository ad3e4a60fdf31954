package dev.licet.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The file descriptors of this process, of which each connection takes one. Known on Linux; elsewhere nothing
/// is limited here.
public final class Descriptors {
    private static final System.Logger LOGGER = System.getLogger(Descriptors.class.getName());
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files +(\\d+) ");
    /// Never given to connections: for the database, the log and what else is opened while it goes on.
    private static final int RESERVE = 64;
    private static final int LEAST_CONNECTIONS = 4;

    private Descriptors() {}

    /// The limits with no more connections than there are descriptors for. Says in one line what to raise when
    /// there are fewer than wanted.
    ///
    /// @param ports how many ports have those limits each
    public static Limits fitting(Limits wanted, int ports) {
        return limit().stream()
                .map(limit -> (limit - open() - RESERVE) / ports)
                .map(all -> all - Limits.guests(all))
                .filter(room -> room < wanted.connections())
                .mapToObj(room -> fewer(wanted, Math.max(LEAST_CONNECTIONS, room), ports))
                .findFirst()
                .orElse(wanted);
    }

    private static Limits fewer(Limits wanted, int room, int ports) {
        int needed = (wanted.connections() + wanted.guests()) * ports + open() + RESERVE;
        LOGGER.log(
                Level.WARNING,
                "the system allows this process few open files: there will be " + room + " connections per port, not "
                        + wanted.connections() + " (limit.connections); allow " + needed
                        + " (ulimit -n, LimitNOFILE) or lower that limit");
        return wanted.withConnections(room);
    }

    private static OptionalInt limit() {
        try {
            var found = LIMIT.matcher(Files.readString(Path.of("/proc/self/limits")));
            return found.find() ? OptionalInt.of(number(found.group(1))) : OptionalInt.empty();
        } catch (IOException notLinux) {
            return OptionalInt.empty();
        }
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static int open() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return (int) all.count();
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
