package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.request.Callers;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TokenSealer;
import dev.licet.domain.token.WidevineRules;
import dev.licet.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartiesTest {
    static final String RIGHT = "201722,000102030405060708090a0b0c0d0e0f";
    private static final String WRONG = "201722,ffffffffffffffffffffffffffffffff";
    private static final Account ACCOUNT = new Account(
            new AccountId(201722), Environment.TEST, "A", true, Options.DEFAULT, new Balance.Unlimited(), 0);

    /// Has read nothing yet, unless it is told that it has.
    record OneAccount(boolean remembering) implements Accounts {
        @Override
        public Accounts remembered() {
            return new OneAccount(true);
        }

        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            boolean right = authenticator.reveal().equals(RIGHT);
            return right && !remembering ? Optional.of(ACCOUNT) : Optional.empty();
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return Optional.empty();
        }
    }

    private static final class NoSealingKeys implements SealingKeys {
        @Override
        public SealingKey newest() {
            throw new IllegalStateException("nothing is sealed here");
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.empty();
        }
    }

    private final Parties parties = new Parties(
            new Callers(new OneAccount(false)),
            Certificates.noSigners(),
            new TokenSealer(new NoSealingKeys(), new SecureRandom()));

    private String of(String method, String target, String body, Map<String, String> fields) {
        String[] parts = target.split("\\?", 2);
        return parties.of(new Request(
                Environment.TEST,
                method,
                parts[0],
                parts.length == 1 ? "" : parts[1],
                name -> Optional.ofNullable(fields.get(name)),
                body.getBytes(StandardCharsets.UTF_8),
                "r"));
    }

    @Test
    void an_authenticator_tells_the_account_wherever_it_stands() {
        String account = "account 201722";
        assertEquals(account, of("GET", "/hms/wv/token?customerAuthenticator=" + RIGHT, "", Map.of()));
        assertEquals(account, of("POST", "/hms/wv/token", "customerAuthenticator=" + RIGHT, Map.of()));
        assertEquals(account, of("GET", "/cmiapi/getrecord/", "", Map.of("Authorization", "Bearer " + RIGHT)));
    }

    @Test
    void a_name_without_its_secret_takes_nothing_of_its_share() {
        assertEquals("", of("GET", "/hms/wv/token?customerAuthenticator=" + WRONG, "", Map.of()));
        assertEquals("", of("POST", "/hms/wv/token", "customerAuthenticator=201722", Map.of()));
        assertEquals("", of("GET", "/cmiapi/getrecord/", "", Map.of()));
        assertEquals("", of("GET", "/nowhere", "", Map.of()));
    }

    private static final SealingKey KEY = new SealingKey(1, SecretBytes.copyOf(new byte[SealingKey.BYTES]));

    private record OneSealingKey() implements SealingKeys {
        @Override
        public SealingKey newest() {
            return KEY;
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.of(KEY).filter(key -> key.id() == id);
        }
    }

    private static PlayReadyRules playReady() {
        var levels = new PlayReadyRules.OutputLevels(100, 100, 100, 100, 100);
        var rules = new PlayReadyRules.KeyRules(150, PlayReadyRules.Algorithm.AES_CTR, levels);
        return new PlayReadyRules(
                PlayReadyRules.Purchase.BUY_TO_OWN,
                Optional.empty(),
                PlayReadyRules.UnknownOutputs.DISALLOW,
                Optional.empty(),
                Optional.empty(),
                List.of(rules));
    }

    private static Token token(Drm drm) {
        var key = new KeyGrant(Optional.empty(), SecretBytes.copyOf(new byte[16]), 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                List.of(key),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                FairPlayRules.NONE,
                drm == Drm.PLAYREADY ? playReady() : PlayReadyRules.NONE,
                WidevineRules.NONE);
        var none = Optional.<String>empty();
        return new Token(
                Environment.TEST,
                drm,
                ACCOUNT.id(),
                TokenId.of(new byte[16]),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                rights,
                none,
                none);
    }

    @Test
    void a_token_takes_of_the_share_of_its_account_at_every_path_that_takes_tokens() {
        var sealer = new TokenSealer(new OneSealingKey(), new SecureRandom());
        var known = new Parties(new Callers(new OneAccount(false)), Certificates.noSigners(), sealer);
        var paths = Map.of(
                "/hms/wv/rights/", Drm.WIDEVINE,
                "/hms/fp/rights", Drm.FAIRPLAY,
                "/hms/ck/rights/", Drm.CLEARKEY,
                "/hms/ck/key/film/fd1a706a-c2b3-6002-888f-6d4a414333c3", Drm.CLEARKEY,
                "/hms/pr/rights/", Drm.PLAYREADY,
                "/playready/RightsManager.asmx", Drm.PLAYREADY,
                "/PlayReady/rightsmanager.asmx/", Drm.PLAYREADY);
        paths.forEach((path, drm) -> {
            String query = "ExpressPlayToken=" + sealer.seal(token(drm));
            assertEquals(
                    "account 201722",
                    known.of(new Request(
                            Environment.TEST, "POST", path, query, name -> Optional.empty(), new byte[0], "r")),
                    path);
        });
    }

    /// Has read the account within the last minute.
    private record Remembering() implements Accounts {
        @Override
        public Accounts remembered() {
            return this;
        }

        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            return authenticator.reveal().equals(RIGHT) ? Optional.of(ACCOUNT) : Optional.empty();
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            return Optional.empty();
        }
    }

    @Test
    void who_is_in_memory_is_known_at_once_and_nobody_else_is() {
        var sealer = new TokenSealer(new OneSealingKey(), new SecureRandom());
        var knowing = new Parties(new Callers(new Remembering()), Certificates.noSigners(), sealer);
        var reading = new Parties(new Callers(new OneAccount(false)), Certificates.noSigners(), sealer);
        var right = post("/hms/wv/token", "customerAuthenticator=" + RIGHT, "");
        assertEquals(Optional.of("account 201722"), knowing.atOnce(right));
        assertEquals(Optional.empty(), reading.atOnce(right));
        assertEquals(Optional.empty(), knowing.atOnce(post("/hms/wv/token", "customerAuthenticator=" + WRONG, "")));
        String token = "ExpressPlayToken=" + sealer.seal(token(Drm.WIDEVINE));
        assertEquals(Optional.of("account 201722"), knowing.atOnce(post("/hms/wv/rights/", "x", token)));
        assertEquals(Optional.empty(), knowing.atOnce(post("/hms/wv/rights/", "x", "ExpressPlayToken=AAAA")));
    }

    @Test
    void a_token_in_the_custom_data_of_playready_takes_of_the_share_of_its_account() {
        var sealer = new TokenSealer(new OneSealingKey(), new SecureRandom());
        var knowing = new Parties(new Callers(new Remembering()), Certificates.noSigners(), sealer);
        String path = "/playready/RightsManager.asmx";
        String token = sealer.seal(token(Drm.PLAYREADY));
        assertEquals("account 201722", knowing.of(post(path, "<LA><CustomData>" + token + "</CustomData></LA>", "")));
        assertEquals("", knowing.of(post(path, "<LA><CustomData>" + token, "")));
        assertEquals("", knowing.of(post(path, "<LA><CustomData>mine</CustomData></LA>", "")));
        assertEquals("", knowing.of(post(path, "<LA></LA>", "")));
        assertEquals("", knowing.of(post("/hms/wv/rights/", "<CustomData>" + token + "</CustomData>", "")));
    }

    @Test
    void a_long_form_and_a_signature_are_not_looked_at_on_the_loop() {
        var knowing = new Parties(
                new Callers(new Remembering()),
                Certificates.noSigners(),
                new TokenSealer(new OneSealingKey(), new SecureRandom()));
        String form = "customerAuthenticator=" + RIGHT;
        assertEquals(Optional.empty(), knowing.atOnce(post("/wv/getlicense/somebody", form, "")));
        var longForm = post("/hms/wv/token", form + "&x=" + "y".repeat(5000), "");
        assertEquals(Optional.empty(), knowing.atOnce(longForm));
        assertEquals("account 201722", knowing.of(longForm));
    }

    private static Request post(String path, String body, String query) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Request(Environment.TEST, "POST", path, query, name -> Optional.empty(), bytes, "r");
    }

    @Test
    void a_forged_token_is_nobodys() {
        assertEquals("", of("POST", "/hms/wv/rights/?ExpressPlayToken=AAAA", "x", Map.of()));
        assertEquals("", of("POST", "/hms/ck/rights/", "customerAuthenticator=" + RIGHT, Map.of()));
    }
}
