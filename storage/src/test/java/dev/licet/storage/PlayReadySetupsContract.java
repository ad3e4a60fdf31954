package dev.licet.storage;

import static dev.licet.domain.Environment.PRODUCTION;
import static dev.licet.domain.Environment.TEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.storage.credential.PlayReadyAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class PlayReadySetupsContract extends DatabaseContract {
    private static final URI URL = URI.create("https://handler.example/rm.asmx");
    private static final URI ANNOUNCED = URI.create("https://drm.example/playready/RightsManager.asmx");

    static PlayReadyBackEnd handler() {
        return new PlayReadyBackEnd.Handler(URL, List.of(secret("new", 1), secret("old", 2)));
    }

    private static GrantSecret secret(String id, int seed) {
        byte[] key = new byte[GrantSecret.KEY_BYTES];
        key[0] = (byte) seed;
        return new GrantSecret(id, SecretBytes.copyOf(key));
    }

    private PlayReadyAdministration administration() {
        return database.administration().playReady();
    }

    @Test
    void nothing_is_set_up_until_somebody_does() {
        assertEquals(PlayReadySetup.NONE, database.playReadySetups().of(account(), TEST));
        assertEquals(Optional.empty(), administration().show(account(), TEST));
    }

    @Test
    void a_handler_comes_back_with_both_secrets_in_their_order() {
        var account = account();
        assertEquals(account, administration().set(account, TEST, handler()).orThrow());
        var found = (PlayReadyBackEnd.Handler)
                database.playReadySetups().of(account, TEST).backEnd().orElseThrow();
        assertEquals(URL, found.url());
        assertEquals(
                List.of("new", "old"),
                found.secrets().stream().map(GrantSecret::id).toList());
        assertEquals("01" + "00".repeat(31), found.secrets().getFirst().key().expose(HexFormat.of()::formatHex));
        assertEquals(PlayReadySetup.NONE, database.playReadySetups().of(account, PRODUCTION));
    }

    @Test
    void what_is_shown_has_names_and_no_secret() {
        var account = account();
        var vendor = new PlayReadyBackEnd.Vendor(URL, List.of(UpstreamHeader.of("x-key", "very secret")));
        administration().set(account, TEST, vendor).orThrow();
        var shown = administration().show(account, TEST).orElseThrow();
        assertEquals(Optional.of("vendor"), shown.kind());
        assertEquals(List.of("x-key"), shown.names());
        assertTrue(!shown.toString().contains("very secret"));
    }

    @Test
    void the_address_for_packagers_stays_when_the_license_maker_changes() {
        var account = account();
        administration().announce(account, TEST, Optional.of(ANNOUNCED)).orThrow();
        assertEquals(
                new PlayReadySetup(Optional.empty(), Optional.of(ANNOUNCED)),
                database.playReadySetups().of(account, TEST));
        administration().set(account, TEST, handler()).orThrow();
        var both = database.playReadySetups().of(account, TEST);
        assertEquals(Optional.of(ANNOUNCED), both.acquisitionUrl());
        assertTrue(both.backEnd().isPresent());
        administration().announce(account, TEST, Optional.empty()).orThrow();
        assertEquals(
                Optional.empty(), database.playReadySetups().of(account, TEST).acquisitionUrl());
    }

    @Test
    void microsoft_s_test_server_is_refused_in_production() {
        var account = account();
        var server = new PlayReadyBackEnd.MicrosoftTest(PlayReadyBackEnd.MicrosoftTest.PUBLIC);
        assertEquals(
                Outcome.refused(Reason.TEST_ENVIRONMENT_ONLY), administration().set(account, PRODUCTION, server));
        assertEquals(account, administration().set(account, TEST, server).orThrow());
    }

    @Test
    void an_account_that_does_not_exist_gets_nothing() {
        var nobody = new AccountId(424_242);
        assertEquals(Outcome.refused(Reason.NO_SUCH_ACCOUNT), administration().set(nobody, TEST, handler()));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), administration().remove(nobody, TEST));
    }

    @Test
    void what_is_removed_is_gone_for_another_process_too() {
        var account = account();
        administration().set(account, TEST, handler()).orThrow();
        try (var other = openAgain()) {
            assertTrue(other.playReadySetups().of(account, TEST).backEnd().isPresent());
        }
        administration().remove(account, TEST).orThrow();
        try (var other = openAgain()) {
            assertEquals(PlayReadySetup.NONE, other.playReadySetups().of(account, TEST));
        }
    }
}
