package dev.licet.server.config;

import dev.licet.http.Proxies;
import dev.licet.http.TlsFiles;
import dev.licet.storage.FileFault;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// The configuration as text: the file over the defaults; over both the environment, then the command line.
final class Values {
    private final Map<Key, String> texts = new EnumMap<>(Key.class);
    private final Set<Key> inFile = EnumSet.noneOf(Key.class);

    Values(Optional<Path> file, Map<Key, String> over) {
        for (Key key : Key.values()) texts.put(key, key.fallback());
        file.ifPresent(this::readFile);
        texts.putAll(over);
    }

    /// As it stands, before it is read as a number, a time or an address.
    String raw(Key key) {
        return Objects.requireNonNull(texts.get(key));
    }

    boolean isInFile(Key key) {
        return inFile.contains(key);
    }

    private void readFile(Path file) {
        var properties = new Once(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new BadConfig(
                    "cannot read the configuration file " + file + ": " + FileFault.words(file, unreadable));
        } catch (IllegalArgumentException malformed) {
            throw new BadConfig("cannot read the configuration file " + file + ": " + malformed.getMessage());
        }
        for (String name : properties.stringPropertyNames()) {
            Key key = Key.named(name)
                    .orElseThrow(() -> new BadConfig(
                            "unknown key " + name + " in " + file + "; docs/configuration.md lists all keys"));
            texts.put(key, properties.getProperty(name).strip());
            inFile.add(key);
        }
    }

    /// Java's properties silently take the last of two lines with the same key, so such files are refused.
    private static final class Once extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient Path file;

        private Once(Path file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) throw new BadConfig(key + " stands twice in " + file + "; keep one of the lines");
            return super.put(key, value);
        }
    }

    String text(Key key) {
        if (raw(key).isEmpty()) throw bad(key, "must not be empty");
        return raw(key);
    }

    Optional<String> optional(Key key) {
        return Optional.of(raw(key)).filter(text -> !text.isEmpty());
    }

    int number(Key key, int least, int most) {
        try {
            int number = Integer.parseInt(raw(key));
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException notANumber) {
            // Said below, with the same words.
        }
        throw bad(key, "must be a whole number from " + least + " to " + most);
    }

    /// Hours, minutes, seconds and fractions: `1m30s`, `0.5s`.
    Duration duration(Key key) {
        try {
            Duration duration = Duration.parse("PT" + raw(key));
            if (duration.isPositive() && duration.compareTo(Duration.ofDays(1)) <= 0) return duration;
        } catch (DateTimeException notADuration) {
            // Said below, with the same words.
        }
        throw bad(key, "must be a time such as 10s or 1m30s, at most 24h");
    }

    /// The same, or `0s`.
    Duration durationOrNone(Key key) {
        return raw(key).matches("0[sS]?") ? Duration.ZERO : duration(key);
    }

    /// Whole days, such as `90d`; empty where nothing is said.
    Optional<Duration> days(Key key) {
        Optional<String> text = optional(key);
        text.filter(days -> !days.matches("[1-9]\\d{0,4}d")).ifPresent(_ -> {
            throw bad(key, "must be days, as in 400d");
        });
        return text.map(days -> Duration.parse("P" + days));
    }

    boolean yes(Key key) {
        return switch (raw(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(key, "must be true or false");
        };
    }

    Optional<URI> address(Key key) {
        return optional(key).map(text -> address(key, text));
    }

    /// One without a path, or with that of the dashboard: its pages link to each other by whole paths.
    Optional<URI> dashboard(Key key) {
        return address(key).map(url -> {
            if (url.getRawPath().matches("/*|/admin/*")) return url;
            throw bad(key, "must have no path, or /admin: the dashboard is always there, and a proxy passes paths on");
        });
    }

    /// One to which secrets may be sent: over TLS, or on this machine.
    Optional<URI> safeAddress(Key key) {
        return address(key).map(url -> {
            boolean here = url.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]");
            if (url.getScheme().equals("https") || here) return url;
            throw bad(key, "must be an https address");
        });
    }

    private static URI address(Key key, String text) {
        try {
            URI url = URI.create(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            if (web && plain && url.getHost() != null) return url;
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, with the same words.
        }
        throw bad(key, "must be an address such as https://drm.example.com");
    }

    Optional<String> domain(Key key) {
        Optional<String> domain = optional(key);
        domain.filter(text -> !text.matches("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*+"))
                .ifPresent(text -> {
                    throw bad(key, "must be a domain such as drm.example.com");
                });
        return domain;
    }

    LogLevel level(Key key) {
        return LogLevel.named(raw(key)).orElseThrow(() -> bad(key, "must be error, warning, info or debug"));
    }

    LogFormat logFormat(Key key) {
        return LogFormat.named(raw(key)).orElseThrow(() -> bad(key, "must be text or json"));
    }

    /// The files for TLS of a port: both or neither, and authorities of clients only with them.
    Optional<TlsFiles> tls(Key certificate, Key key, Optional<Path> clients) {
        Optional<String> chain = optional(certificate);
        Optional<String> secret = optional(key);
        if (chain.isPresent() != secret.isPresent() || clients.isPresent() && chain.isEmpty()) {
            throw bad(chain.isPresent() ? key : certificate, "must be set, too: TLS needs a certificate and its key");
        }
        return chain.map(file -> new TlsFiles(Path.of(file), Path.of(secret.orElseThrow()), clients));
    }

    Proxies proxies(Key key) {
        try {
            return Proxies.of(raw(key));
        } catch (IllegalArgumentException notAList) {
            throw bad(key, "must be a list of addresses such as 10.0.0.7, 10.1.0.0/16");
        }
    }

    private static BadConfig bad(Key key, String words) {
        return new BadConfig(key.text() + ": " + words);
    }
}
