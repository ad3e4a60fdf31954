package dev.licet.domain.credential;

import dev.licet.domain.Ascii;
import java.net.URI;
import java.util.Set;

/// Where another license server may be: `https`, or `http` on this very machine.
final class UpstreamUrl {
    private UpstreamUrl() {}

    /// Refuses every other with an [IllegalArgumentException]. Content keys and API keys travel to it, so the
    /// way there must be closed to others.
    static void check(URI url) {
        String scheme = Ascii.lower(String.valueOf(url.getScheme()));
        if (url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("url: must name a host and no user");
        }
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        if (!scheme.equals("https") && !(scheme.equals("http") && here)) {
            throw new IllegalArgumentException("url: must begin with https, or with http for this very machine");
        }
    }
}
