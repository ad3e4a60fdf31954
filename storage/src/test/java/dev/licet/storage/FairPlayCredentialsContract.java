package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.storage.credential.FairPlayAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

abstract class FairPlayCredentialsContract extends DatabaseContract {
    static final RsaPrivateKey KEY = RsaPrivateKey.generate(1024, new SeededRandom(1));
    static final RsaPrivateKey SECOND_KEY = RsaPrivateKey.generate(1024, new SeededRandom(2));

    static NewFairPlayCredential credential(int number) {
        byte[] secret = new byte[16];
        secret[15] = (byte) number;
        return new NewFairPlayCredential(
                new byte[] {1, 2, (byte) number}, List.of(KEY, SECOND_KEY), SecretBytes.taking(secret), "standin");
    }

    FairPlayAdministration register() {
        return database.administration().fairPlay();
    }

    private List<Long> ids(AccountId account, Environment environment) {
        return database.fairPlayCredentials().of(account, environment).stream()
                .map(FairPlayCredential::id)
                .toList();
    }

    @Test
    void credentials_come_back_as_they_were_given() {
        var account = account();
        register().add(account, Environment.PRODUCTION, credential(9)).orThrow();

        var found = openAgain()
                .fairPlayCredentials()
                .of(account, Environment.PRODUCTION)
                .getFirst();

        assertArrayEquals(new byte[] {1, 2, 9}, found.certificate());
        assertEquals("standin", found.derivation());
        assertTrue(found.secret().sameAs(credential(9).secret()));
        assertEquals(2, found.privateKeys().size());
        assertTrue(found.privateKeys().getFirst().toPkcs8().sameAs(KEY.toPkcs8()));
        assertTrue(found.privateKeys().getLast().toPkcs8().sameAs(SECOND_KEY.toPkcs8()));
    }

    @Test
    void the_newest_come_first_and_the_installations_own_last_and_only_in_test() {
        var account = account();
        long ours = register().addForTests(credential(1));
        long first = register().add(account, Environment.TEST, credential(2)).orThrow();
        long second = register().add(account, Environment.TEST, credential(3)).orThrow();
        long production =
                register().add(account, Environment.PRODUCTION, credential(4)).orThrow();
        long ours2 = register().addForTests(credential(5));

        assertEquals(List.of(second, first, ours2, ours), ids(account, Environment.TEST));
        assertEquals(List.of(production), ids(account, Environment.PRODUCTION));
        assertEquals(List.of(ours2, ours), ids(account(), Environment.TEST));
        assertEquals(List.of(), ids(account(), Environment.PRODUCTION));
        assertEquals(5, register().list().size());
        assertTrue(register().list().getFirst().account().isEmpty());
    }

    @Test
    void what_another_process_adds_is_known_within_a_second() {
        var account = account();
        assertEquals(List.of(), ids(account, Environment.TEST));
        long id = openAgain()
                .administration()
                .fairPlay()
                .add(account, Environment.TEST, credential(1))
                .orThrow();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(id), ids(account, Environment.TEST));
    }

    @Test
    void removed_credentials_are_gone_and_their_number_is_not_used_again() {
        var account = account();
        long id = register().add(account, Environment.TEST, credential(1)).orThrow();
        assertEquals(id, register().remove(id).orThrow());
        assertEquals(List.of(), ids(account, Environment.TEST));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), register().remove(id));
        assertEquals(
                id + 1, register().add(account, Environment.TEST, credential(2)).orThrow());
    }

    private Optional<Instant> lastUsed(long id) {
        return register().list().stream()
                .filter(entry -> entry.id() == id)
                .findFirst()
                .orElseThrow()
                .lastUsed();
    }

    /// Notes are written beside.
    void awaitLastUse(Instant expected, long id) throws InterruptedException {
        while (!lastUsed(id).equals(Optional.of(expected))) Thread.sleep(5);
    }

    @Test
    @Timeout(60)
    void the_last_use_is_noted_to_the_minute_by_whichever_node() throws InterruptedException {
        var account = account();
        long used = register().add(account, Environment.TEST, credential(1)).orThrow();
        long idle = register().add(account, Environment.TEST, credential(2)).orThrow();
        assertEquals(Optional.empty(), lastUsed(used));
        var credential =
                database.fairPlayCredentials().of(account, Environment.TEST).getLast();
        Instant first = clock.instant();
        database.fairPlayCredentials().used(credential);
        awaitLastUse(first, used);
        clock.advance(Duration.ofSeconds(59));
        database.fairPlayCredentials().used(credential);
        clock.advance(Duration.ofSeconds(1));
        database.fairPlayCredentials().used(credential);
        awaitLastUse(first.plusSeconds(60), used);
        clock.advance(Duration.ofSeconds(5));
        openAgain().fairPlayCredentials().used(credential);
        awaitLastUse(first.plusSeconds(65), used);
        assertEquals(Optional.empty(), lastUsed(idle));
    }

    @Test
    void removed_credentials_may_be_used_at_the_same_time() {
        var account = account();
        long id = register().add(account, Environment.TEST, credential(1)).orThrow();
        var credential =
                database.fairPlayCredentials().of(account, Environment.TEST).getFirst();
        register().remove(id).orThrow();
        database.fairPlayCredentials().used(credential);
        assertEquals(List.of(), register().list());
    }

    @Test
    void used_credentials_can_be_removed() {
        var account = account();
        long id = register().add(account, Environment.TEST, credential(1)).orThrow();
        database.fairPlayCredentials()
                .used(database.fairPlayCredentials()
                        .of(account, Environment.TEST)
                        .getFirst());
        assertEquals(id, register().remove(id).orThrow());
    }

    @Test
    void an_account_that_is_not_there_gets_none() {
        assertEquals(
                Outcome.refused(Reason.NO_SUCH_ACCOUNT),
                register().add(new AccountId(3), Environment.TEST, credential(1)));
    }
}
