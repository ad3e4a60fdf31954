package dev.licet.server.e2e;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.Door;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.first.Greeting;
import dev.licet.server.serve.Preflight;
import dev.licet.server.serve.Service;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.account.TestAccount;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The whole service on free ports over a real database, and a second opening of that database, like the one
/// that a command has while the service runs.
final class RunningService implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();

    private final Path data;
    private final Config config;
    private final Service service;
    private final Database operator;
    private final Optional<CreatedAccount> demo;

    private RunningService(Path data, Map<Key, String> settings, InstantSource clock) {
        this.data = data;
        config = Config.read(Optional.empty(), settings);
        // As `serve` does.
        Preflight.require(config);
        MasterKey master = MasterKey.inFile(config.masterKeyFile(), RANDOM);
        service = Service.start(config, master, clock, RANDOM);
        operator = Database.open(DatabaseSettings.forCommand(config.place(), master, clock, RANDOM));
        demo = service.demo().map(this::inBothEnvironments);
    }

    /// The demo account has an authenticator for the test environment alone; tests ask in both.
    private CreatedAccount inBothEnvironments(TestAccount made) {
        Authenticator production = operator.administration()
                .authenticators()
                .create(made.id(), Environment.PRODUCTION)
                .orThrow();
        return new CreatedAccount(made.id(), made.authenticator(), production);
    }

    static RunningService start(Path data) {
        return start(data, Map.of());
    }

    /// With settings beyond the usual.
    static RunningService start(Path data, Map<Key, String> more) {
        return start(data, more, InstantSource.system());
    }

    /// With a clock of the test.
    static RunningService start(Path data, Map<Key, String> more, InstantSource clock) {
        var settings = new EnumMap<Key, String>(
                Map.of(Key.DATA, data.toString(), Key.TEST_PORT, "0", Key.PRODUCTION_PORT, "0", Key.ADMIN_PORT, "0"));
        settings.putAll(more);
        return new RunningService(data, settings, clock);
    }

    /// The settings for a database on a server.
    static Map<Key, String> on(Place.Postgres server) {
        return Map.of(Key.DATABASE_URL, server.url(), Key.DATABASE_USER, server.user());
    }

    /// An address of the dashboard, from a path such as `/admin/accounts`.
    String dashboard(String path) {
        return service.dashboard().orElseThrow().toString().replace("/admin", path);
    }

    /// The address of a page that plays a film.
    String demonstrate() {
        return service.demonstrate().toString();
    }

    int metricsPort() {
        return service.metricsPort().orElseThrow();
    }

    Path data() {
        return data;
    }

    List<Door> doors() {
        return service.doors();
    }

    Database operator() {
        return operator;
    }

    CreatedAccount demo() {
        return demo.orElseThrow();
    }

    String tokenUrl(Environment environment, Drm drm) {
        return url(environment, "/hms/" + drm.path() + "/token");
    }

    String rightsUrl(Environment environment, Drm drm) {
        return service.urls().rights(environment, drm).toString();
    }

    String url(Environment environment, String path) {
        return rightsUrl(environment, Drm.WIDEVINE).replace("/hms/wv/rights/", path);
    }

    /// What a first start prints.
    String greeting() {
        return new Greeting(service.demo().orElseThrow(), service.urls(), data, RANDOM).text("./licet");
    }

    /// The authenticator of the demo account.
    String demo(Environment environment) {
        return text(demo(), environment);
    }

    static String text(CreatedAccount account, Environment environment) {
        Authenticator authenticator =
                switch (environment) {
                    case TEST -> account.test();
                    case PRODUCTION -> account.production();
                };
        return authenticator.reveal();
    }

    CreatedAccount account(String name) {
        return operator.administration()
                .accounts()
                .create(NewAccount.named(name))
                .orThrow();
    }

    void units(AccountId account, long units) {
        operator.administration()
                .balances()
                .set(account, Environment.TEST, new Balance.Units(units), "test")
                .orThrow();
    }

    long units(AccountId account) {
        return operator.administration()
                                .balances()
                                .show(account, Environment.TEST)
                                .orThrow()
                        instanceof Balance.Units(long left)
                ? left
                : -1;
    }

    void enable(AccountId account, boolean enabled) {
        operator.administration().accounts().enable(account, enabled).orThrow();
    }

    void configure(AccountId account, Set<Drm> drms, Profile profile, OptionalInt maxRedemptions) {
        var options = new Options(drms, profile, Duration.ofDays(30), Duration.ofSeconds(60), maxRedemptions);
        operator.administration()
                .accounts()
                .configure(account, Environment.TEST, options)
                .orThrow();
    }

    void window(AccountId account, int seconds) {
        var options = new Options(
                Set.of(Drm.values()),
                Profile.PUBLISHED,
                Duration.ofDays(30),
                Duration.ofSeconds(seconds),
                OptionalInt.empty());
        operator.administration()
                .accounts()
                .configure(account, Environment.TEST, options)
                .orThrow();
    }

    /// Waits until the service has noticed credentials that were stored by somebody else; that takes it a
    /// second.
    void awaitCertificate(AccountId account, Environment environment, byte[] certificate) {
        String url = url(environment, "/hms/fp/certificate/" + account);
        for (int tries = 0; tries < 100; tries++) {
            if (Arrays.equals(certificate, Api.get(url).body())) return;
            pause();
        }
        throw new IllegalStateException("the service does not notice the credentials");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Puts a wrapped key into the key storage of the test environment.
    void store(AccountId account, KeyId kid, SecretBytes ek) {
        var none = Optional.<String>empty();
        var key = new StoredKey(kid, ek.expose(byte[]::clone), none, none, none, Optional.empty(), Instant.EPOCH);
        operator.contentKeys().put(account, Environment.TEST, key);
    }

    /// A token URL of the test environment, as a storefront gets it.
    String token(String authenticator, Drm drm, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        all.put("customerAuthenticator", authenticator);
        Api.Reply reply = Api.postForm(tokenUrl(Environment.TEST, drm), Api.form(all));
        if (reply.status() != 200) throw new IllegalStateException("no token: " + reply.text());
        return url(reply.text());
    }

    /// What a token request was answered with, as an address: PlayReady has it in two parts.
    static String url(String answer) {
        if (!answer.startsWith("{")) return answer;
        String[] quoted = answer.split("\"");
        return quoted[3] + "?ExpressPlayToken=" + quoted[7];
    }

    @Override
    public void close() {
        operator.close();
        service.close();
    }
}
