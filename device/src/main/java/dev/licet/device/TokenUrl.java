package dev.licet.device;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Where a device fetches its license: a redemption URL with a token in it.
record TokenUrl(URI url) {
    private static final String PARAMETER = "ExpressPlayToken=";

    static TokenUrl parse(String text) throws Complaint {
        try {
            return new TokenUrl(URI.create(text.strip()));
        } catch (IllegalArgumentException notAUrl) {
            throw new Complaint(ExitCode.USAGE, "this is no URL");
        }
    }

    /// Tells by the path what kind of device it is for.
    Optional<PlayedSystem> system() {
        String path = url.getPath() == null ? "" : url.getPath();
        for (var system : PlayedSystem.values()) {
            if (path.contains("/hms/" + system.path() + "/")) return Optional.of(system);
        }
        return Optional.empty();
    }

    /// A device sends the token where it stands, or in a header.
    Target target(boolean inHeader) throws Complaint {
        if (!inHeader) return new Target(url, Map.of());
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        if (!query.startsWith(PARAMETER)) {
            throw new Complaint(ExitCode.USAGE, "the query of the URL must begin with " + PARAMETER);
        }
        String base = url.toString().substring(0, url.toString().indexOf('?'));
        return new Target(URI.create(base), Map.of("ExpressPlayToken", query.substring(PARAMETER.length())));
    }

    /// Where to post, and with which headers.
    record Target(URI url, Map<String, String> headers) {}
}
