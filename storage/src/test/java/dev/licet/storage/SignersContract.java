package dev.licet.storage;

import static dev.licet.domain.Environment.PRODUCTION;
import static dev.licet.domain.Environment.TEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.storage.credential.SignerAdministration;
import dev.licet.storage.credential.SignerOverview;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class SignersContract extends DatabaseContract {
    static final DualRun RUN = new DualRun(URI.create("https://license.example/cenc/getlicense/a"), Leader.OURS);

    private static final byte[] MESSAGE = "{}".getBytes(StandardCharsets.US_ASCII);

    static Signer signer(AccountId account, Environment environment, String name, int seed) {
        var random = new SeededRandom(seed);
        return new Signer(name, account, environment, new AesKey(SecretBytes.random(random, 32), iv(random)));
    }

    private static SecretBytes iv(SeededRandom random) {
        return SecretBytes.random(random, 16);
    }

    private SignerAdministration administration() {
        return database.administration().signers();
    }

    private static byte[] signature(Signer signer) {
        return ((AesKey) signer.key()).sign(MESSAGE);
    }

    @Test
    void a_signer_comes_back_with_its_account_and_verifies_what_it_signed() {
        Signer made = signer(account(), TEST, "packager", 1);
        assertEquals(made, administration().create(made).orThrow());
        for (Database any : List.of(database, openAgain())) {
            Signer found = any.signers().find(TEST, "packager").orElseThrow();
            assertEquals(made.account(), found.account());
            assertTrue(found.key().verifies(MESSAGE, signature(made)));
            assertFalse(found.key().verifies(MESSAGE, signature(signer(made.account(), TEST, "packager", 2))));
        }
    }

    @Test
    void a_public_key_comes_back() {
        var half = RsaPrivateKey.generate(2048, new SeededRandom(3)).publicKey();
        administration()
                .create(new Signer("rsa", account(), TEST, new RsaKey(half)))
                .orThrow();
        var found = (RsaKey) database.signers().find(TEST, "rsa").orElseThrow().key();
        assertTrue(found.key().matches(half));
    }

    @Test
    void a_name_is_one_signer_of_an_environment_whosever_it_is() {
        AccountId one = account();
        AccountId two = account();
        administration().create(signer(one, TEST, "packager", 1)).orThrow();
        assertEquals(Outcome.refused(Reason.SIGNER_EXISTS), administration().create(signer(two, TEST, "packager", 2)));
        administration().create(signer(two, PRODUCTION, "packager", 2)).orThrow();
        assertEquals(
                one, database.signers().find(TEST, "packager").orElseThrow().account());
        assertEquals(
                two,
                database.signers().find(PRODUCTION, "packager").orElseThrow().account());
        assertEquals(Optional.empty(), database.signers().find(TEST, "Packager"));
    }

    @Test
    void it_is_removed_by_its_own_account_alone_and_gone_for_another_process_too() {
        AccountId one = account();
        administration().create(signer(one, TEST, "packager", 1)).orThrow();
        assertEquals(Outcome.refused(Reason.NO_SUCH_SIGNER), administration().remove(account(), TEST, "packager"));
        assertEquals("packager", administration().remove(one, TEST, "packager").orThrow());
        assertEquals(Optional.empty(), database.signers().find(TEST, "packager"));
        assertEquals(Optional.empty(), openAgain().signers().find(TEST, "packager"));
        assertEquals(Outcome.refused(Reason.NO_SUCH_SIGNER), administration().remove(one, TEST, "packager"));
    }

    @Test
    void another_key_counts_alone_whatever_its_kind_while_the_dual_run_stays() {
        AccountId one = account();
        Signer before = administration().create(signer(one, TEST, "proxy", 1)).orThrow();
        administration().dualRun(one, TEST, "proxy", Optional.of(RUN)).orThrow();
        Signer after = signer(one, TEST, "proxy", 2);
        assertEquals(after, administration().rotate(after).orThrow());
        for (Database any : List.of(database, openAgain())) {
            Signer found = any.signers().find(TEST, "proxy").orElseThrow();
            assertTrue(found.key().verifies(MESSAGE, signature(after)));
            assertFalse(found.key().verifies(MESSAGE, signature(before)));
            assertEquals(Optional.of(RUN), any.dualRuns().dualRun(TEST, "proxy"));
        }
        var half = RsaPrivateKey.generate(2048, new SeededRandom(3)).publicKey();
        administration()
                .rotate(new Signer("proxy", one, TEST, new RsaKey(half)))
                .orThrow();
        assertTrue(((RsaKey)
                        openAgain().signers().find(TEST, "proxy").orElseThrow().key())
                .key()
                .matches(half));
        assertEquals(Optional.of(RUN), openAgain().dualRuns().dualRun(TEST, "proxy"));
        assertEquals(
                Outcome.refused(Reason.NO_SUCH_SIGNER), administration().rotate(signer(account(), TEST, "proxy", 3)));
        assertEquals(
                Outcome.refused(Reason.NO_SUCH_SIGNER), administration().rotate(signer(one, PRODUCTION, "proxy", 3)));
    }

    @Test
    void signers_are_listed_by_name_without_their_keys() {
        AccountId one = account();
        administration().create(signer(one, TEST, "b", 1)).orThrow();
        administration().create(signer(one, TEST, "a", 2)).orThrow();
        administration().create(signer(account(), TEST, "c", 3)).orThrow();
        var now = clock.instant();
        assertEquals(
                List.of(
                        new SignerOverview("a", "aes", now, Optional.empty()),
                        new SignerOverview("b", "aes", now, Optional.empty())),
                administration().list(one, TEST));
    }

    @Test
    void a_dual_run_is_set_changed_and_taken_back_for_another_process_too() {
        AccountId one = account();
        administration().create(signer(one, TEST, "proxy", 1)).orThrow();
        assertEquals(Optional.empty(), database.dualRuns().dualRun(TEST, "proxy"));
        var changed = new DualRun(URI.create("http://localhost:9080/wv/getlicense/proxy"), Leader.THEIRS);
        for (DualRun run : List.of(RUN, changed)) {
            administration().dualRun(one, TEST, "proxy", Optional.of(run)).orThrow();
            assertEquals(Optional.of(run), database.dualRuns().dualRun(TEST, "proxy"));
            assertEquals(Optional.of(run), openAgain().dualRuns().dualRun(TEST, "proxy"));
            assertEquals(
                    Optional.of(run),
                    administration().list(one, TEST).getFirst().dualRun());
        }
        assertEquals(Optional.empty(), database.dualRuns().dualRun(PRODUCTION, "proxy"));
        administration().dualRun(one, TEST, "proxy", Optional.empty()).orThrow();
        assertEquals(Optional.empty(), database.dualRuns().dualRun(TEST, "proxy"));
        assertTrue(database.signers().find(TEST, "proxy").isPresent());
    }

    @Test
    void a_dual_run_is_set_for_signers_of_the_account_alone_and_goes_with_them() {
        AccountId one = account();
        administration().create(signer(one, TEST, "proxy", 1)).orThrow();
        var run = Optional.of(RUN);
        assertEquals(Outcome.refused(Reason.NO_SUCH_SIGNER), administration().dualRun(account(), TEST, "proxy", run));
        assertEquals(Outcome.refused(Reason.NO_SUCH_SIGNER), administration().dualRun(one, PRODUCTION, "proxy", run));
        administration().dualRun(one, TEST, "proxy", run).orThrow();
        administration().remove(one, TEST, "proxy").orThrow();
        administration().create(signer(one, TEST, "proxy", 1)).orThrow();
        assertEquals(Optional.empty(), database.dualRuns().dualRun(TEST, "proxy"));
    }

    @Test
    void an_account_that_does_not_exist_gets_none() {
        var nobody = new AccountId(424_242);
        assertEquals(Outcome.refused(Reason.NO_SUCH_ACCOUNT), administration().create(signer(nobody, TEST, "a", 1)));
    }
}
