package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.net.URI;
import java.util.function.Function;

/// How the two environments are reached from outside. Always from the configuration: an address taken from a `Host`
/// header would let a caller send players elsewhere (reference: security.md T26).
///
/// @param base the address of an environment, e.g. `http://localhost:8080`
public record PublicUrls(Function<Environment, URI> base) {

    /// Where tokens of that kind are redeemed; ends in a slash, as published.
    public String rights(Environment environment, Drm drm) {
        return of(environment) + "/hms/" + drm.path() + "/rights/";
    }

    /// The address of an environment, without a slash at its end.
    public String of(Environment environment) {
        String text = base.apply(environment).toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// Its origin, as browsers compare them: scheme, host and port.
    public String origin(Environment environment) {
        URI uri = base.apply(environment);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
