package dev.licet.device;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a device fetches its license: a redemption URL with a token in it.
record TokenUrl(URI url) {
    /// Where PlayReady tokens are redeemed, as published.
    private static final String RIGHTS_MANAGER = "/playready/rightsmanager.asmx";
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
        if (path.toLowerCase(Locale.ROOT).endsWith(RIGHTS_MANAGER)) return Optional.of(PlayedSystem.PLAYREADY);
        for (var system : PlayedSystem.values()) {
            if (path.contains("/hms/" + system.path() + "/")) return Optional.of(system);
        }
        return Optional.empty();
    }

    /// A device sends the token where it stands, or in a header.
    Target target(boolean inHeader) throws Complaint {
        if (!inHeader) return new Target(url, Map.of());
        return new Target(bare(), Map.of("ExpressPlayToken", token()));
    }

    /// The token in the query.
    String token() throws Complaint {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        if (!query.startsWith(PARAMETER)) {
            throw new Complaint(ExitCode.USAGE, "the query of the URL must begin with " + PARAMETER);
        }
        return query.substring(PARAMETER.length());
    }

    /// Without its query.
    URI bare() {
        String text = url.toString();
        int query = text.indexOf('?');
        return URI.create(query < 0 ? text : text.substring(0, query));
    }

    /// Where to post, and with which headers.
    record Target(URI url, Map<String, String> headers) {}
}
