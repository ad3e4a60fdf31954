package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.request.Callers;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenSealer;
import dev.licet.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartiesTest {
    private static final String RIGHT = "201722,000102030405060708090a0b0c0d0e0f";
    private static final String WRONG = "201722,ffffffffffffffffffffffffffffffff";
    private static final Account ACCOUNT = new Account(
            new AccountId(201722), Environment.TEST, "A", true, Options.DEFAULT, new Balance.Unlimited(), 0);

    /// Has read nothing yet, unless it is told that it has.
    private record OneAccount(boolean remembering) implements Accounts {
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

    @Test
    void a_forged_token_is_nobodys() {
        assertEquals("", of("POST", "/hms/wv/rights/?ExpressPlayToken=AAAA", "x", Map.of()));
        assertEquals("", of("POST", "/hms/ck/rights/", "customerAuthenticator=" + RIGHT, Map.of()));
    }
}
