package dev.licet.server.e2e;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.dualrun.Comparison;
import dev.licet.domain.dualrun.Difference;
import dev.licet.domain.dualrun.Trait;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service with something to see on every page of its dashboard, and an operator `root` who may see it.
///
/// @param account whose pages they are
/// @param pages   their paths by name
record DashboardScene(RunningService service, CreatedAccount account, Map<String, String> pages)
        implements AutoCloseable {
    private static final SpekeDocument FILM =
            SpekeDocument.of("2.0", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-2", "AUDIO-1");

    static DashboardScene set(Path data) {
        var service = RunningService.start(data);
        var scene = new DashboardScene(service, service.account("Example Films"), new LinkedHashMap<>());
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        scene.fill();
        scene.pack();
        scene.list();
        return scene;
    }

    private void list() {
        String own = "/admin/accounts/" + account.id();
        pages.put("sign-in", "/admin/sign-in");
        pages.put("overview", "/admin");
        pages.put("accounts", "/admin/accounts");
        pages.put("account", own);
        for (String area :
                List.of("authenticators", "balance", "fairplay", "keys", "records", "live", "workbench", "widevine")) {
            pages.put(area, own + "/" + area);
        }
        pages.put("explain", own + "/explain?cookie=session-bad");
        pages.put("reference", "/admin/reference");
        pages.put("search", "/admin/search?q=session-bad");
        pages.put("production", own + "/balance?environment=production");
        pages.put("packaging", own + "/packaging?environment=test");
        pages.put("packaged", own + "/packaging?environment=test&content=" + FILM.contentId());
        pages.put("playready", own + "/playready");
        pages.put("signers", own + "/signers?environment=test");
        pages.put("live-all", "/admin/live");
        pages.put("explain-nobody", "/admin/explain?request=nobody");
        pages.put("codes", "/admin/codes");
        pages.put("audit", "/admin/audit");
        pages.put("users", "/admin/users");
        pages.put("password", "/admin/password");
        pages.put("not-found", "/admin/nothing");
    }

    private void fill() {
        service.units(account.id(), 1000);
        var key = new StoredKey(
                new KeyId(TokenCatalogue.KID),
                HexFormat.of().parseHex(TokenCatalogue.EK),
                Optional.of("kek-2026"),
                Optional.of("Feature film, HD"),
                Optional.of("film-4711"),
                Optional.empty(),
                Instant.EPOCH);
        service.operator().contentKeys().put(account.id(), Environment.TEST, key);
        for (int i = 0; i < 6; i++) {
            String url = token("session-" + i);
            if (i % 2 == 0) Api.postBytes(url, Viewer.challenge(service, Drm.WIDEVINE));
        }
        List<String> wrong = List.of("kid", "contentKey", "generalFlags", "expirationTime", "cookie", "securityLevel");
        for (int i = 0; i < wrong.size(); i++) {
            for (int times = 0; times <= i; times++) refused(wrong.get(i));
        }
        signer();
        var nobodys = TokenCatalogue.good(Drm.WIDEVINE);
        Api.postForm(tokenUrl(), Api.form(nobodys), "X-Request-Id", "nobody");
    }

    /// One whose requests go to another service too.
    private void signer() {
        var signer = ProxyRequest.signer(service, account.id(), Environment.TEST, "example-films-proxy");
        var run = new DualRun(URI.create("https://license.example.com/cenc/getlicense/examplefilms"), Leader.THEIRS);
        service.operator()
                .administration()
                .signers()
                .dualRun(account.id(), Environment.TEST, signer.name(), Optional.of(run))
                .orThrow();
        var hdcp = new Difference(Trait.HDCP, "V1", "V2");
        compared(1, Comparison.of(List.of()));
        compared(2, Comparison.of(List.of(hdcp, new Difference(Trait.SECURITY_LEVEL, "3", "5"))));
        compared(3, Comparison.of(List.of(hdcp)));
        compared(4, new Comparison.Failed("did not answer in time"));
    }

    private void compared(int number, Comparison.Result result) {
        var times = new Comparison.Times(Optional.of(Duration.ofMillis(4)), Optional.of(Duration.ofMillis(38)));
        var comparison = new Comparison(Leader.THEIRS, result, times, false);
        var origin =
                Origin.of(Environment.TEST, account.id(), Drm.WIDEVINE, "01a229b69cad0a668d4f352051d7f13" + number);
        service.operator()
                .ledger()
                .write(Event.of(Event.Kind.COMPARED, Instant.now(), origin, Subject.NONE)
                        .with(comparison.facts("example-films-proxy", 0)));
    }

    private void pack() {
        service.operator()
                .administration()
                .packagerSeeds()
                .create(account.id(), Environment.TEST)
                .orThrow();
        var encryptor = new Encryptor(service, RunningService.text(account, Environment.TEST));
        encryptor.awaitOptions();
        encryptor.speke(FILM);
    }

    private void refused(String parameter) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", "session-bad");
        parameters.put(parameter, "9".repeat(40));
        parameters.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(tokenUrl(), Api.form(parameters));
    }

    private String tokenUrl() {
        return service.tokenUrl(Environment.TEST, Drm.WIDEVINE);
    }

    /// A token of the account, with that cookie.
    String token(String cookie) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", cookie);
        return service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    @Override
    public void close() {
        service.close();
    }
}
