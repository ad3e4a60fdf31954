package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.storage.credential.WidevineTrustAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

abstract class WidevineTrustContract extends DatabaseContract {
    private static final byte[] SERIAL = {0, 1, (byte) 0xfe};

    private static WidevineIdentity identity(int number) {
        return new WidevineIdentity(
                new byte[] {(byte) number}, new byte[] {(byte) number, 2}, FairPlayCredentialsContract.KEY);
    }

    private WidevineTrustAdministration register() {
        return database.administration().widevine();
    }

    @Test
    void identities_come_newest_first_with_their_keys() {
        register().add(identity(1));
        register().add(identity(2));

        var found = openAgain().widevineTrust().identities();

        assertEquals(2, found.size());
        assertArrayEquals(new byte[] {2}, found.getFirst().root());
        assertArrayEquals(new byte[] {2, 2}, found.getFirst().serviceCertificate());
        assertTrue(found.getFirst().serviceKey().toPkcs8().sameAs(FairPlayCredentialsContract.KEY.toPkcs8()));
        assertArrayEquals(new byte[] {1}, found.getLast().root());
    }

    @Test
    void an_identity_can_be_removed() {
        long id = register().add(identity(1));
        register().remove(id).orThrow();
        assertTrue(database.widevineTrust().identities().isEmpty());
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), register().remove(id));
    }

    @Test
    void a_revocation_counts_at_once_and_can_be_taken_back() {
        var trust = database.widevineTrust();
        assertFalse(trust.isRevoked(SERIAL));
        register().revoke(SERIAL, "leaked");
        register().revoke(SERIAL, "leaked twice");
        assertTrue(trust.isRevoked(SERIAL));
        assertFalse(trust.isRevoked(new byte[] {1, (byte) 0xfe}));
        register().unrevoke(SERIAL).orThrow();
        assertFalse(trust.isRevoked(SERIAL));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), register().unrevoke(SERIAL));
    }

    @Test
    void a_system_has_a_level_once_the_operator_says_so() {
        var trust = database.widevineTrust();
        assertEquals(OptionalInt.empty(), trust.highestLevel(4464));
        register().limit(4464, 3);
        register().limit(4464, 1);
        assertEquals(OptionalInt.of(1), trust.highestLevel(4464));
        register().unlimit(4464).orThrow();
        assertEquals(OptionalInt.empty(), trust.highestLevel(4464));
    }

    @Test
    void what_another_process_changes_is_known_within_a_second() {
        var other = openAgain();
        assertFalse(other.widevineTrust().isRevoked(SERIAL));
        register().revoke(SERIAL, "leaked");
        register().limit(7, 2);
        register().add(identity(1));
        clock.advance(Duration.ofSeconds(1));
        assertTrue(other.widevineTrust().isRevoked(SERIAL));
        assertEquals(OptionalInt.of(2), other.widevineTrust().highestLevel(7));
        assertEquals(1, other.widevineTrust().identities().size());
    }
}
