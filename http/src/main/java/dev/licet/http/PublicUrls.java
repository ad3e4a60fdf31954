package dev.licet.http;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// How the two environments are reached from outside. Always from the configuration: an address taken from a
/// `Host` header would let a caller send players elsewhere (reference: security.md T26).
///
/// @param base the address of an environment, e.g. `http://localhost:8080`
public record PublicUrls(Function<Environment, URI> base) {
    /// The parameter, and the header field, that a token comes in.
    public static final String TOKEN = "ExpressPlayToken";

    /// Where PlayReady clients go, as published; servers of Microsoft's do not mind its case.
    public static final String RIGHTS_MANAGER = "/playready/RightsManager.asmx";

    private static final String IN_URL = TOKEN + "=";

    /// Where tokens of that kind are redeemed, as published.
    public String rights(Environment environment, Drm drm) {
        return switch (drm) {
            case WIDEVINE, FAIRPLAY, CLEARKEY -> of(environment) + "/hms/" + drm.path() + "/rights/";
            case PLAYREADY -> of(environment) + RIGHTS_MANAGER;
        };
    }

    /// Where that token is redeemed.
    public String redemption(Environment environment, Drm drm, String token) {
        return rights(environment, drm) + "?" + IN_URL + token;
    }

    /// The token in such an address, which people paste as a whole; or the text as it is.
    public static String tokenIn(String text) {
        int start = text.indexOf(IN_URL);
        String token = start < 0 ? text : text.substring(start + IN_URL.length());
        int end = token.indexOf('&');
        return (end < 0 ? token : token.substring(0, end)).strip();
    }

    /// The address of an environment, without a slash at its end.
    public String of(Environment environment) {
        String text = base.apply(environment).toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// The path under which the paths of an environment lie, as a proxy may have it: empty, or `/` and more
    /// without a slash at its end.
    public String prefix(Environment environment) {
        String path = Optional.ofNullable(base.apply(environment).getRawPath()).orElse("");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// Its origin, as browsers compare them: scheme, host and port.
    public String origin(Environment environment) {
        URI uri = base.apply(environment);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
