package dev.licet.server.metrics;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.http.PublicUrls;
import java.util.Locale;
import java.util.Optional;

/// Which endpoint a path belongs to, as one of a few words: paths hold ids, and a label must not.
///
/// @param name the word, e.g. `token`
/// @param drm  the DRM system in the path, where there is one
public record Endpoint(String name, Optional<Drm> drm) {
    private static final String SYSTEMS = "/hms/";
    private static final String RIGHTS = "rights";
    private static final String KEY = "key";
    private static final String LICENSES_OF_PROXIES = "getlicense";
    private static final String KEYS_OF_PACKAGERS = "getcontentkey";
    private static final String SIGNED = "/wv/";

    /// The endpoint of a path, as it was sent.
    public static Endpoint of(String path) {
        String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        if (plain.startsWith(SYSTEMS)) return ofSystem(plain.substring(SYSTEMS.length()));
        if (plain.startsWith(SIGNED)) return ofSigned(plain.substring(SIGNED.length()));
        if (Ascii.same(plain, PublicUrls.RIGHTS_MANAGER)) return new Endpoint(RIGHTS, Optional.of(Drm.PLAYREADY));
        return new Endpoint(name(plain), Optional.empty());
    }

    /// What packagers ask for is of no one system.
    private static Endpoint ofSigned(String rest) {
        if (rest.startsWith(LICENSES_OF_PROXIES + "/"))
            return new Endpoint(LICENSES_OF_PROXIES, Optional.of(Drm.WIDEVINE));
        return new Endpoint(rest.startsWith(KEYS_OF_PACKAGERS + "/") ? KEYS_OF_PACKAGERS : "other", Optional.empty());
    }

    /// Whether devices ask for licenses there, or for bare keys.
    ///
    /// @param method of the request
    boolean isForLicenses(String method) {
        return switch (name) {
            case RIGHTS, LICENSES_OF_PROXIES -> method.equals("POST");
            case KEY -> method.equals("GET");
            default -> false;
        };
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
        if (rest.equals("token") || rest.equals(RIGHTS)) return rest;
        if (rest.startsWith(KEY + "/")) return KEY;
        return rest.startsWith("certificate") ? "certificate" : "other";
    }

    private static String name(String path) {
        if (!path.startsWith("/")) return "other";
        String first = path.substring(1, (path + "/").indexOf('/', 1));
        return switch (first) {
            case "keystore", "explain", "openapi", "health", "speke", "cpix" -> first;
            case "cmiapi" -> path.endsWith("/stream") ? "stream" : "records";
            default -> "other";
        };
    }

    /// The DRM system as a label; empty where the path names none.
    public String system() {
        return drm.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    }
}
