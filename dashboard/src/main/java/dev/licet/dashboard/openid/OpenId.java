package dev.licet.dashboard.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// A provider of OpenID Connect, as a relying party sees it.
public final class OpenId {
    private static final System.Logger LOGGER = System.getLogger(OpenId.class.getName());
    private static final int TIMEOUT = 5_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    /// Signatures that only the provider can make. Neither `none` nor one under a secret that we have too.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Set<String> NEEDED = Set.of("sub", "exp", "iat");

    private record Known(Metadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

    private final OpenIdSetting setting;
    private final InstantSource clock;
    private final DefaultResourceRetriever http = new DefaultResourceRetriever(TIMEOUT, TIMEOUT, MOST_BYTES);
    private final TokenEndpoint tokens;
    private Known known;

    /// Nothing is asked before somebody wants to sign in, so that the service starts without the provider.
    public OpenId(OpenIdSetting setting, InstantSource clock) {
        this.setting = setting;
        this.clock = clock;
        this.tokens = new TokenEndpoint(setting, TIMEOUT, MOST_BYTES);
    }

    /// Where the browser goes to sign in (OpenID Connect Core 3.1.2.1).
    /// @param back where it comes back to
    public URI authorization(Flow flow, URI back) throws IOException {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", setting.clientId());
        query.put("redirect_uri", back.toString());
        query.put("scope", "openid email profile");
        query.put("state", flow.state());
        query.put("nonce", flow.nonce());
        query.put("code_challenge", flow.challenge());
        query.put("code_challenge_method", "S256");
        String address = known().metadata().authorization().toString();
        return URI.create(address + (address.contains("?") ? "&" : "?") + form(query));
    }

    /// Who came back with that code. The code is good once, which is the provider's to see to.
    public Arrival arrive(Flow flow, URI back, String code) {
        try {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "authorization_code");
            form.put("code", code);
            form.put("redirect_uri", back.toString());
            form.put("code_verifier", flow.verifier());
            Known provider = known();
            String idToken = tokens.idToken(provider.metadata().token(), form);
            return named(verifier(provider, flow).process(idToken, null));
        } catch (IOException noAnswer) {
            return new Arrival.Unreachable(noAnswer.getMessage());
        } catch (ParseException | BadJOSEException | JOSEException notBelieved) {
            return new Arrival.Refused(notBelieved.getMessage());
        }
    }

    /// Whether an `iss` beside the code, if there is one, is our provider (RFC 9207).
    public boolean isIssuer(String said) {
        return setting.issuer().toString().equals(said);
    }

    /// The checks of OpenID Connect Core 3.1.3.7.
    private DefaultJWTProcessor<SecurityContext> verifier(Known provider, Flow flow) {
        var exactly = new JWTClaimsSet.Builder()
                .issuer(setting.issuer().toString())
                .claim("nonce", flow.nonce())
                .build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(setting.clientId(), exactly, NEEDED) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        });
        return processor;
    }

    private Arrival named(JWTClaimsSet claims) throws ParseException {
        String party = claims.getStringClaim("azp");
        boolean forUs = claims.getAudience().size() == 1 && party == null
                || setting.clientId().equals(party);
        if (!forUs) return new Arrival.Refused("the ID token is authorized for another party");
        boolean email = setting.claim().equals("email");
        if (email && !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
            return new Arrival.Refused("the provider has not verified the e-mail address");
        }
        String name = claims.getStringClaim(setting.claim());
        return name == null ? new Arrival.Refused("the ID token has no " + setting.claim()) : new Arrival.Named(name);
    }

    /// What was known goes on while the provider's description cannot be had: the provider may well answer elsewhere.
    private synchronized Known known() throws IOException {
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) return known;
        try {
            known = fetched(now);
        } catch (IOException away) {
            if (known == null) throw away;
            LOGGER.log(Level.WARNING, "OpenID Connect: going on with what was known before: " + away.getMessage());
            known = new Known(known.metadata(), known.keys(), now.plus(ASK_AGAIN));
        }
        return known;
    }

    private Known fetched(Instant now) throws IOException {
        try {
            var metadata = Metadata.fetch(setting.issuer(), http);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(metadata.keys(), http)
                    .refreshAheadCache(false)
                    .build();
            return new Known(metadata, keys, now.plus(KNOWN_FOR));
        } catch (ParseException | IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    static String form(Map<String, String> fields) {
        var form = new StringJoiner("&");
        fields.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }
}
