package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.domain.operator.Scope;
import dev.licet.server.config.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever shows who somebody is, brought to each door in the place of what that door wants: as it is, and
/// spelled as other credentials are (reference: security.md T6, S11). Tokens for players are brought to
/// each other's doors by [AccountsApartTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsApartTest {
    /// What there is.
    private enum Credential {
        TEST_AUTHENTICATOR,
        PRODUCTION_AUTHENTICATOR,
        OPERATOR_TOKEN,
        SESSION,
        FORM_TOKEN,
        KNOWN_BROWSER,
        PLAYER_TOKEN
    }

    /// Where it may be brought.
    private enum Door {
        TEST_TOKENS(Credential.TEST_AUTHENTICATOR),
        TEST_RECORDS(Credential.TEST_AUTHENTICATOR),
        TEST_KEYS(Credential.TEST_AUTHENTICATOR),
        TEST_PACKAGERS(Credential.TEST_AUTHENTICATOR),
        PRODUCTION_TOKENS(Credential.PRODUCTION_AUTHENTICATOR),
        PRODUCTION_RECORDS(Credential.PRODUCTION_AUTHENTICATOR),
        PRODUCTION_KEYS(Credential.PRODUCTION_AUTHENTICATOR),
        PRODUCTION_PACKAGERS(Credential.PRODUCTION_AUTHENTICATOR),
        OPERATORS(Credential.OPERATOR_TOKEN),
        PAGES(Credential.SESSION),
        FORMS(Credential.FORM_TOKEN),
        TEST_LICENSES(Credential.PLAYER_TOKEN);

        private final Credential wanted;

        Door(Credential wanted) {
            this.wanted = wanted;
        }
    }

    private final Map<Credential, String> credentials = new EnumMap<>(Credential.class);
    private RunningService service;
    private DashboardClient browser;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, Map.of(Key.CLEARKEY_IN_PRODUCTION, "true"));
        for (Environment environment : Environment.values()) {
            service.operator()
                    .administration()
                    .packagerSeeds()
                    .create(service.demo().id(), environment)
                    .orThrow();
        }
        new Encryptor(service, service.demo(Environment.TEST)).awaitOptions();
        for (Credential credential : Credential.values()) credentials.put(credential, made(credential));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String made(Credential credential) {
        return switch (credential) {
            case TEST_AUTHENTICATOR -> service.demo(Environment.TEST);
            case PRODUCTION_AUTHENTICATOR -> service.demo(Environment.PRODUCTION);
            case OPERATOR_TOKEN ->
                service.operator()
                        .operatorTokens()
                        .create("program", Scope.all(), Optional.empty())
                        .secret()
                        .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            case SESSION -> session();
            case FORM_TOKEN -> browser.csrf();
            case KNOWN_BROWSER -> cookie("licet-known");
            case PLAYER_TOKEN -> playerToken();
        };
    }

    private String session() {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        browser = DashboardClient.signedIn(service, "root");
        return cookie("licet-dashboard");
    }

    private String cookie(String name) {
        return browser.cookie().replaceFirst("(?s)^(?:.*; )?" + name + "=([^;]+).*$", "$1");
    }

    private String playerToken() {
        String url = service.token(service.demo(Environment.TEST), Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
        return url.substring(url.indexOf('=') + 1);
    }

    /// Whether it was taken for what this door wants, whatever came of it.
    private boolean opens(Door door, String credential) {
        return switch (door) {
            case TEST_TOKENS -> opensTokens(Environment.TEST, credential);
            case PRODUCTION_TOKENS -> opensTokens(Environment.PRODUCTION, credential);
            case TEST_RECORDS -> opensRecords(Environment.TEST, credential);
            case PRODUCTION_RECORDS -> opensRecords(Environment.PRODUCTION, credential);
            case TEST_KEYS -> opensKeys(Environment.TEST, credential);
            case PRODUCTION_KEYS -> opensKeys(Environment.PRODUCTION, credential);
            case TEST_PACKAGERS -> opensPackagers(Environment.TEST, credential);
            case PRODUCTION_PACKAGERS -> opensPackagers(Environment.PRODUCTION, credential);
            case OPERATORS ->
                Api.get(service.dashboard("/admin/api/v1/users"), "Authorization", "Bearer " + credential)
                                .status()
                        == 200;
            case PAGES ->
                Api.get(service.dashboard("/admin/accounts"), "Cookie", "licet-dashboard=" + credential)
                                .status()
                        == 200;
            case FORMS -> {
                String form = Api.form(Map.of("action", "none", "csrf", credential));
                String cookie = "licet-dashboard=" + credentials.get(Credential.SESSION);
                yield Api.postForm(service.dashboard("/admin/users"), form, "Cookie", cookie)
                                .status()
                        != 403;
            }
            case TEST_LICENSES -> {
                String url = service.rightsUrl(Environment.TEST, Drm.CLEARKEY) + "?" + "ExpressPlayToken=" + credential;
                yield Api.postBytes(url, Viewer.challenge(service, Drm.CLEARKEY))
                                .status()
                        == 200;
            }
        };
    }

    private boolean opensTokens(Environment environment, String credential) {
        var good = TokenCatalogue.good(Drm.CLEARKEY);
        good.put("customerAuthenticator", credential);
        return Api.postForm(service.tokenUrl(environment, Drm.CLEARKEY), Api.form(good))
                        .status()
                == 200;
    }

    private boolean opensRecords(Environment environment, String credential) {
        String url = service.url(environment, "/cmiapi/getrecord/?start=0&length=1");
        return Api.get(url, "Authorization", "Bearer " + credential).status() == 200;
    }

    private boolean opensKeys(Environment environment, String credential) {
        String kek = "0123456789abcdef0123456789abcdef";
        return Api.get(service.url(environment, "/keystore/keys?kek=" + kek + "&customerAuthenticator=" + credential))
                        .status()
                == 200;
    }

    private boolean opensPackagers(Environment environment, String credential) {
        return Api.get(service.url(environment, "/cpix/film?tracks=SD"), "x-api-key", credential)
                        .status()
                == 200;
    }

    /// As it is, what follows a comma or a point in it, and the spellings in which others carry bytes.
    private static Set<String> spellings(String text) {
        var spellings = new LinkedHashSet<>(List.of(text));
        spellings.add(text.replaceFirst("^.*[,.~:]", ""));
        for (String part : List.copyOf(spellings)) {
            var bytes = new ArrayList<>(List.of(part.getBytes(StandardCharsets.US_ASCII)));
            if (part.matches("[A-Za-z0-9_-]+")) bytes.add(decoded(part));
            if (part.matches("(?:[0-9a-f]{2})+")) bytes.add(HexFormat.of().parseHex(part));
            for (byte[] one : bytes) {
                spellings.add(HexFormat.of().formatHex(one));
                spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(one));
            }
        }
        return spellings;
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException ofNoWholeBytes) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_credential_opens_the_doors_that_want_it_and_no_other(Credential credential) {
        String own = credentials.get(credential);
        for (Door door : Door.values()) {
            if (door.wanted == credential) assertTrue(opens(door, own), credential + " at " + door);
            else for (String text : spellings(own)) assertFalse(opens(door, text), credential + " at " + door);
        }
    }

    /// One for another account or none: the part before the comma says whose an authenticator is.
    @Test
    void the_secret_of_one_credential_behind_the_name_of_another_opens_nothing() {
        for (Environment environment : Environment.values()) {
            String name = service.demo(environment).replaceFirst(",.*", ",");
            for (Credential credential : Credential.values()) {
                if (credential.name().startsWith(environment.name())) continue;
                for (String text : spellings(credentials.get(credential))) {
                    assertFalse(opensTokens(environment, name + text), credential + " in " + environment);
                }
            }
        }
    }
}
