package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Remedy;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Profile;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.operator.Role;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.server.e2e.TokenCatalogue.Caller;
import dev.licet.server.e2e.TokenCatalogue.Case;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For each published code the request that raises it; `/explain` and the page of the dashboard name the same code,
/// rule and remedy. A code that nobody can raise here fails, so that none is added without its request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryCodeTest {
    private final Map<Drm, Map<Caller, String>> casts = new EnumMap<>(Drm.class);
    private Path data;
    private RunningService service;
    private DashboardClient operator;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        service = RunningService.start(data);
        for (Drm drm : Drm.values()) casts.put(drm, Cast.of(service, drm));
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        operator = DashboardClient.signedIn(service, "root");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// A request that was refused.
    ///
    /// @param owner who may ask why, by authenticator; empty for nobody
    private record Raised(Api.Reply reply, Environment environment, Optional<String> owner, String rule) {
        String id() {
            return reply.header("X-Request-Id");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_code_is_raised_and_explained(Refusal refusal) {
        var raised = raise(refusal);
        assertEquals(
                Integer.toString(refusal.code()),
                raised.reply().header("Licet-Code"),
                raised.reply().text());
        raised.owner().ifPresent(owner -> assertExplained(refusal, raised, owner));
        assertOnPage(refusal, raised);
    }

    private void assertExplained(Refusal refusal, Raised raised, String owner) {
        var account = account(owner);
        boolean off = refusal == Refusal.ACCOUNT_DISABLED;
        if (off) service.enable(account, true);
        String text = Api.postForm(
                        service.url(raised.environment(), "/explain"),
                        "requestId=" + raised.id(),
                        "Authorization",
                        "Bearer " + owner)
                .text();
        if (off) service.enable(account, false);
        String begin = "{\"refused\":true,\"code\":" + refusal.code() + ",\"rule\":\"" + raised.rule() + "\",";
        assertTrue(text.startsWith(begin), text);
        assertTrue(text.contains("\"remedy\":\"" + Remedy.of(refusal) + "\""), text);
    }

    private void assertOnPage(Refusal refusal, Raised raised) {
        String folder =
                raised.owner().map(owner -> "/admin/accounts/" + account(owner)).orElse("/admin");
        String query = "/explain?environment=" + raised.environment().word() + "&request=" + raised.id();
        String page = operator.get(folder + query).text();
        assertTrue(page.contains("It was refused."), page);
        assertTrue(page.contains("<a href=\"/admin/codes#c" + refusal.code() + "\">" + refusal.code() + "</a>"), page);
        String failed = page.substring(page.indexOf("<span class=\"badge bad\">failed</span>"));
        String rule = failed.substring(0, failed.indexOf("</li>"));
        assertTrue(rule.contains("<span class=\"quiet code\">" + raised.rule() + "</span>"), rule);
        assertTrue(page.contains(Remedy.of(refusal)), page);
    }

    private static AccountId account(String authenticator) {
        return AccountId.parse(authenticator.substring(0, authenticator.indexOf(',')))
                .orElseThrow();
    }

    private Raised raise(Refusal refusal) {
        return switch (refusal) {
            case AUTHENTICATOR_MISSING -> withoutAuthenticator();
            case ADMIN_ERROR -> withDamagedKey();
            case DEVICE_NOT_AUTHENTICATED -> redeemed(Drm.WIDEVINE, new byte[] {1, 2, 3}, "message");
            case TOKEN_INVALID -> usedUp();
            case CKC_FAILED -> redeemed(Drm.FAIRPLAY, statelessSpc(), "policy", "rentalDuration", "3600");
            case LICENSE_FAILED -> redeemed(Drm.WIDEVINE, offlineChallenge(), "policy");
            case KEY_REQUEST -> packaged();
            case LICENSE_REQUEST -> signed();
            default -> issued(refusal);
        };
    }

    /// By a packager of an account that has chosen no source of keys.
    private Raised packaged() {
        String owner = service.demo(Environment.TEST);
        var document = SpekeDocument.of("2.0", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-1");
        return new Raised(
                new Encryptor(service, owner).speke(document), Environment.TEST, Optional.of(owner), "key-origin");
    }

    /// By a license proxy that names no keys.
    private Raised signed() {
        var account = service.account("signed");
        var signer = ProxyRequest.signer(service, account.id(), Environment.TEST, "every-code");
        byte[] body = ProxyRequest.bare(offlineChallenge(), "").signed(signer);
        var reply = Api.postBytes(service.url(Environment.TEST, "/wv/getlicense/every-code"), body);
        return new Raised(
                reply, Environment.TEST, Optional.of(RunningService.text(account, Environment.TEST)), "signed-request");
    }

    /// By a token request of the catalogue.
    private Raised issued(Refusal refusal) {
        for (Drm drm : Drm.values()) {
            Optional<Case> found = TokenCatalogue.of(drm).stream()
                    .filter(bad -> bad.code() == refusal.code() && bad.caller() != Caller.UNKNOWN)
                    .findFirst();
            if (found.isPresent()) return issued(drm, found.get());
        }
        throw new AssertionError("there is no request that raises " + refusal.code());
    }

    private Raised issued(Drm drm, Case bad) {
        boolean production = bad.caller() == Caller.NO_CREDENTIALS;
        Environment environment = production ? Environment.PRODUCTION : Environment.TEST;
        String caller = casts.get(drm).get(bad.caller());
        String owner = bad.caller() == Caller.OTHER_ENVIRONMENT ? service.demo(Environment.TEST) : caller;
        return new Raised(ask(environment, drm, caller, bad.parameters()), environment, Optional.of(owner), bad.rule());
    }

    private Api.Reply ask(Environment environment, Drm drm, String authenticator, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        all.put("customerAuthenticator", authenticator);
        return Api.postForm(service.tokenUrl(environment, drm), Api.form(all));
    }

    private Raised withoutAuthenticator() {
        var reply = ask(Environment.TEST, Drm.WIDEVINE, null, TokenCatalogue.good(Drm.WIDEVINE));
        return new Raised(reply, Environment.TEST, Optional.empty(), "authenticator");
    }

    /// A real fault of the store: a row whose seal is broken.
    private Raised withDamagedKey() {
        var account = service.account("damaged");
        service.store(account.id(), new KeyId(TokenCatalogue.KID), SecretBytes.parseHex(TokenCatalogue.EK));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            String sql = "UPDATE content_key SET sealed_ek = zeroblob(60) WHERE account = " + account.id();
            assertEquals(1, statement.executeUpdate(sql));
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.putAll(Api.parameters("contentKey", null, "kek", TokenCatalogue.KEK));
        String owner = RunningService.text(account, Environment.TEST);
        var reply = ask(Environment.TEST, Drm.WIDEVINE, owner, parameters);
        return new Raised(reply, Environment.TEST, Optional.of(owner), "key");
    }

    private Raised redeemed(Drm drm, byte[] body, String rule, String... more) {
        var account = service.account("refused");
        return redeemed(account, token(account, drm, more), body, rule);
    }

    private static Raised redeemed(CreatedAccount account, String url, byte[] body, String rule) {
        var owner = Optional.of(RunningService.text(account, Environment.TEST));
        return new Raised(Api.postBytes(url, body), Environment.TEST, owner, rule);
    }

    private String token(CreatedAccount account, Drm drm, String... more) {
        var parameters = TokenCatalogue.good(drm);
        parameters.putAll(Api.parameters(more));
        return service.token(RunningService.text(account, Environment.TEST), drm, parameters);
    }

    private Raised usedUp() {
        var account = service.account("once");
        service.configure(account.id(), Set.of(Drm.values()), Profile.PUBLISHED, OptionalInt.of(1));
        String url = token(account, Drm.CLEARKEY);
        for (int i = 0; i < 5; i++) {
            var license = Api.postBytes(url, Viewer.challenge(service, Drm.CLEARKEY));
            assertEquals(200, license.status());
        }
        return redeemed(account, url, Viewer.challenge(service, Drm.CLEARKEY), "redemptions");
    }

    /// Of a device that cannot keep a limit.
    private byte[] statelessSpc() {
        var options = SpcOptions.ordinary(2).withPlaybackState(Optional.empty());
        return Viewer.fairPlay(service).request(options).spc();
    }

    /// Of a device that wants to keep a license that is not to be kept.
    private byte[] offlineChallenge() {
        return Viewer.widevine(service)
                .challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty())
                .body();
    }
}
