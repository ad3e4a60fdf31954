package dev.licet.dashboard.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider says about itself (OpenID Connect Discovery 1.0, 3).
///
/// @param authorization where browsers are sent
/// @param token         where codes become tokens
/// @param keys          what ID tokens are signed with
/// @param userInfo      where more is said about a user, if anywhere
/// @param namesIssuer   whether it says who it is when it sends a browser back (RFC 9207, 3)
/// @param secretInForm  whether it takes our secret in the form alone, and not as HTTP has it
record Metadata(
        URI authorization, URI token, URI keys, Optional<URI> userInfo, boolean namesIssuer, boolean secretInForm) {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final String METHODS = "token_endpoint_auth_methods_supported";

    /// Asks for it. The issuer must be the one that was asked (4.3).
    static Metadata fetch(URI issuer, Web web) throws IOException, ParseException {
        String base = issuer.toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WELL_KNOWN;
        Web.Answer answer = web.get(URI.create(url), Map.of("Accept", "application/json"));
        if (answer.status() != 200) throw new IOException(url + " answered " + answer.status());
        Map<String, Object> said = ProviderJson.read(answer.body());
        if (!base.equals(JSONObjectUtils.getString(said, "issuer"))) {
            throw new ParseException("the provider has another issuer than the configuration", 0);
        }
        return of(said);
    }

    static Metadata of(Map<String, Object> said) throws ParseException {
        boolean userInfo = said.containsKey("userinfo_endpoint");
        return new Metadata(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                address(said, "jwks_uri"),
                userInfo ? Optional.of(address(said, "userinfo_endpoint")) : Optional.empty(),
                Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
                isInForm(said));
    }

    /// A provider that names no method takes the secret in the `Authorization` header (3).
    static boolean isInForm(Map<String, Object> said) throws ParseException {
        if (said.get(METHODS) == null) return false;
        List<String> methods = JSONObjectUtils.getStringList(said, METHODS);
        return !methods.contains("client_secret_basic") && methods.contains("client_secret_post");
    }

    private static URI address(Map<String, Object> said, String name) throws ParseException {
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
