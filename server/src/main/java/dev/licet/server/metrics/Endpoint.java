package dev.licet.server.metrics;

import dev.licet.domain.Drm;
import java.util.Locale;
import java.util.Optional;

/// Which endpoint a path belongs to, as one of a few words: paths hold ids, and a label must not.
///
/// @param name the word, e.g. `token`
/// @param drm  the DRM system in the path, where there is one
public record Endpoint(String name, Optional<Drm> drm) {
    private static final String SYSTEMS = "/hms/";

    /// The endpoint of a path, as it was sent.
    public static Endpoint of(String path) {
        String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        if (plain.startsWith(SYSTEMS)) return ofSystem(plain.substring(SYSTEMS.length()));
        return new Endpoint(name(plain), Optional.empty());
    }

    private static Endpoint ofSystem(String rest) {
        for (Drm drm : Drm.values()) {
            String below = drm.path() + "/";
            if (!rest.startsWith(below)) continue;
            String verb = rest.substring(below.length());
            return new Endpoint(verb(verb), Optional.of(drm));
        }
        return new Endpoint("other", Optional.empty());
    }

    private static String verb(String rest) {
        if (rest.equals("token") || rest.equals("rights")) return rest;
        if (rest.startsWith("key/")) return "key";
        return rest.startsWith("certificate") ? "certificate" : "other";
    }

    private static String name(String path) {
        if (!path.startsWith("/")) return "other";
        String first = path.substring(1, (path + "/").indexOf('/', 1));
        return switch (first) {
            case "keystore", "explain", "openapi", "health", "speke", "cpix", "wv", "playready" -> first;
            case "cmiapi" -> path.endsWith("/stream") ? "stream" : "records";
            default -> "other";
        };
    }

    /// The DRM system as a label; empty where the path names none.
    public String system() {
        return drm.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    }
}
