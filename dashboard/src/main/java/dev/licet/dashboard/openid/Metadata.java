package dev.licet.dashboard.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;

/// What a provider says about itself (OpenID Connect Discovery 1.0, 3).
///
/// @param authorization where browsers are sent
/// @param token         where codes become tokens
/// @param keys          what ID tokens are signed with
record Metadata(URI authorization, URI token, URL keys) {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /// Asks for it. The issuer must be the one that was asked (4.3).
    static Metadata fetch(URI issuer, ResourceRetriever http) throws IOException, ParseException {
        String base = issuer.toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WELL_KNOWN;
        Map<String, Object> said = JSONObjectUtils.parse(
                http.retrieveResource(URI.create(url).toURL()).getContent());
        if (!base.equals(JSONObjectUtils.getString(said, "issuer"))) {
            throw new ParseException("the provider has another issuer than the configuration", 0);
        }
        return new Metadata(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                address(said, "jwks_uri").toURL());
    }

    private static URI address(Map<String, Object> said, String name) throws ParseException, MalformedURLException {
        String text = JSONObjectUtils.getString(said, name);
        if (text == null) throw new ParseException("the provider has no " + name, 0);
        try {
            URI address = new URI(text);
            if (!isSafe(address)) throw new ParseException("the provider's " + name + " is not https", 0);
            return address;
        } catch (URISyntaxException unreadable) {
            throw new ParseException("the provider's " + name + " is no address", 0);
        }
    }

    /// Whether what goes there can be read on the way: TLS, or this machine.
    static boolean isSafe(URI address) {
        if (address.getHost() == null) return false;
        return switch (String.valueOf(address.getScheme())) {
            case "https" -> true;
            case "http" -> address.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]");
            default -> false;
        };
    }
}
