package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.net.URI;

/// How the two environments are reached from outside. Always from the configuration: an address taken from a `Host`
/// header would let a caller send players elsewhere (reference: security.md T26).
///
/// @param test       e.g. `http://localhost:8080`
/// @param production e.g. `https://drm.example.com`
public record PublicUrls(URI test, URI production) {

    /// Where tokens of that kind are redeemed; ends in a slash, as published.
    public String rights(Environment environment, Drm drm) {
        return of(environment) + "/hms/" + drm.path() + "/rights/";
    }

    /// The address of an environment, without a slash at its end.
    public String of(Environment environment) {
        URI url =
                switch (environment) {
                    case TEST -> test;
                    case PRODUCTION -> production;
                };
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
