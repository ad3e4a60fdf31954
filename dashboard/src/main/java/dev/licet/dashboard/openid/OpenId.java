package dev.licet.dashboard.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.licet.domain.Thrown;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.net.ssl.SSLContext;

/// A provider of OpenID Connect, as a relying party sees it.
public final class OpenId {
    private static final System.Logger LOGGER = System.getLogger(OpenId.class.getName());
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final String EMAIL = "email";
    private static final String VERIFIED = "email_verified";
    /// Signatures that only the provider can make. Neither `none` nor one under a secret that we have too.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Set<String> NEEDED = Set.of("sub", "exp", "iat");

    private record Known(Metadata metadata, Instant until) {}

    private record Keys(JWKSet set, URI from, Instant until) {}

    private final OpenIdSetting setting;
    private final InstantSource clock;
    private final Web web;
    private final TokenEndpoint tokens;
    private final UserInfo userInfo;
    private final Shared<Known> description = new Shared<>();
    private final Shared<Keys> keySet = new Shared<>();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Optional<Keys> keys = Optional.empty();

    /// Nothing is asked before somebody wants to sign in, so that the service starts without the provider.
    ///
    /// @param trust whose certificates are believed
    public OpenId(OpenIdSetting setting, SSLContext trust, InstantSource clock) {
        this.setting = setting;
        this.clock = clock;
        this.web = new Web(trust);
        this.tokens = new TokenEndpoint(setting, web);
        this.userInfo = new UserInfo(web);
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
    ///
    /// @param issuer the `iss` beside the code, by which the provider says who it is (RFC 9207)
    public Arrival arrive(Flow flow, URI back, String code, Optional<String> issuer) {
        try {
            Metadata provider = known().metadata();
            Optional<String> stranger = stranger(provider, issuer);
            if (stranger.isPresent()) return new Arrival.Refused(stranger.get());
            Tokens given = tokens.change(provider, exchange(flow, back, code));
            JWTClaimsSet claims = believed(provider, flow, given.id());
            return named(claims, said(provider, given, claims));
        } catch (IOException noAnswer) {
            return new Arrival.Unreachable(Thrown.words(noAnswer));
        } catch (ParseException | BadJOSEException | JOSEException notBelieved) {
            return new Arrival.Refused(Thrown.words(notBelieved));
        }
    }

    /// The form that changes a code into tokens (RFC 6749 4.1.3, RFC 7636 4.5).
    private static Map<String, String> exchange(Flow flow, URI back, String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", back.toString());
        form.put("code_verifier", flow.verifier());
        return form;
    }

    /// A provider that names itself must do so each time, or somebody else may be speaking (RFC 9207, 2.4).
    private Optional<String> stranger(Metadata provider, Optional<String> issuer) {
        if (issuer.isEmpty()) {
            return provider.namesIssuer()
                    ? Optional.of("the answer does not name its issuer, which the provider always does")
                    : Optional.empty();
        }
        boolean same = setting.issuer().toString().equals(issuer.get());
        return same ? Optional.empty() : Optional.of("the answer is from another issuer");
    }

    /// The ID token's claims, once it is known that the provider made it for this attempt. When the keys that
    /// we have do not fit, the provider may have changed them: then they are fetched, and it is tried once
    /// more.
    private JWTClaimsSet believed(Metadata provider, Flow flow, String idToken)
            throws IOException, ParseException, BadJOSEException, JOSEException {
        Optional<Keys> had = keys.filter(
                known -> known.from().equals(provider.keys()) && clock.instant().isBefore(known.until()));
        if (had.isPresent()) {
            try {
                return verifier(had.get().set(), flow).process(idToken, null);
            } catch (BadJWTException wrongClaims) {
                throw wrongClaims;
            } catch (BadJOSEException otherKey) {
                LOGGER.log(Level.DEBUG, "OpenID Connect: fetching the keys anew: " + otherKey.getMessage());
            }
        }
        return verifier(keySet.get(() -> fetchedKeys(provider)).set(), flow).process(idToken, null);
    }

    private Keys fetchedKeys(Metadata provider) throws IOException {
        try {
            Web.Answer answer = web.get(provider.keys(), Map.of("Accept", "application/json"));
            if (answer.status() != 200)
                throw new IOException("the key set cannot be had: it answered " + answer.status());
            var set = JWKSet.parse(ProviderJson.read(answer.body()));
            var fetched = new Keys(set, provider.keys(), clock.instant().plus(KNOWN_FOR));
            keys = Optional.of(fetched);
            return fetched;
        } catch (ParseException unusable) {
            throw new IOException("the key set cannot be had: " + unusable.getMessage(), unusable);
        }
    }

    /// The checks of OpenID Connect Core 3.1.3.7.
    private DefaultJWTProcessor<SecurityContext> verifier(JWKSet set, Flow flow) {
        var exactly = new JWTClaimsSet.Builder()
                .issuer(setting.issuer().toString())
                .claim("nonce", flow.nonce())
                .build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(set)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(setting.clientId(), exactly, NEEDED) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        });
        return processor;
    }

    /// What the provider says of somebody: in the ID token, and where that lacks what we need, in UserInfo.
    private Map<String, Object> said(Metadata provider, Tokens given, JWTClaimsSet claims)
            throws IOException, ParseException {
        var said = new HashMap<>(claims.toJSONObject());
        boolean enough = said.containsKey(setting.claim()) && (!isEmail() || said.containsKey(VERIFIED));
        if (enough || provider.userInfo().isEmpty() || given.access().isEmpty()) return said;
        var more = userInfo.ask(provider.userInfo().get(), given.access().get(), claims.getSubject());
        // Of an address and whether it is verified, both must come from the same place.
        if (more.containsKey(setting.claim())) {
            said.put(setting.claim(), more.get(setting.claim()));
            said.put(VERIFIED, more.get(VERIFIED));
        }
        return said;
    }

    private boolean isEmail() {
        return setting.claim().equals(EMAIL);
    }

    private Arrival named(JWTClaimsSet claims, Map<String, Object> said) throws ParseException {
        String party = claims.getStringClaim("azp");
        boolean forUs = claims.getAudience().size() == 1 && party == null
                || setting.clientId().equals(party);
        if (!forUs) return new Arrival.Refused("the ID token is authorized for another party");
        if (!(said.get(setting.claim()) instanceof String name)) {
            return new Arrival.Refused("neither the ID token nor UserInfo has the claim " + setting.claim());
        }
        if (!isEmail()) return new Arrival.Named(name, false);
        // Some providers write the flag as a text.
        String verified = String.valueOf(said.get(VERIFIED));
        return switch (verified) {
            case "true" -> new Arrival.Named(name, true);
            case "null" -> new Arrival.Refused("the provider does not say whether the e-mail address is verified");
            default -> new Arrival.Refused("the provider has not verified the e-mail address");
        };
    }

    /// What was known goes on while the provider's description cannot be had: the provider may well answer elsewhere.
    private Known known() throws IOException {
        Optional<Known> had = known;
        if (had.isPresent() && clock.instant().isBefore(had.get().until())) return had.get();
        return description.get(this::askedAnew);
    }

    private Known askedAnew() throws IOException {
        Instant now = clock.instant();
        // Somebody else may have been faster between the two looks.
        if (known.isPresent() && now.isBefore(known.get().until())) return known.get();
        try {
            known = Optional.of(fetched(now));
        } catch (IOException away) {
            if (known.isEmpty()) throw away;
            LOGGER.log(Level.WARNING, "OpenID Connect: going on with what was known before: " + away.getMessage());
            known = Optional.of(new Known(known.get().metadata(), now.plus(ASK_AGAIN)));
        }
        return known.get();
    }

    private Known fetched(Instant now) throws IOException {
        try {
            return new Known(Metadata.fetch(setting.issuer(), web), now.plus(KNOWN_FOR));
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
