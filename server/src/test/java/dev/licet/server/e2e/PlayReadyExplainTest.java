package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.device.playready.PlayReadyClient;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.storage.account.CreatedAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same for PlayReady, and whose refusal it was, what the license maker said and what became of the charge
/// (reference: playready.md 7).
class PlayReadyExplainTest extends ExplainContract {
    private static final int MOST_ACCOUNTS = 100;
    private static final byte[] KID = HexFormat.of().parseHex(TokenCatalogue.KID);

    private final LicenseMaker maker = new LicenseMaker();
    private final Deque<CreatedAccount> ready = new ArrayDeque<>();

    PlayReadyExplainTest() {
        super(Drm.PLAYREADY);
    }

    /// All at once, because the service notices a new set-up only after a second.
    @BeforeAll
    void makeAccounts() throws InterruptedException {
        var handler = new PlayReadyBackEnd.Handler(maker.url(), List.of(LicenseMaker.SECRET));
        for (int i = 0; i < MOST_ACCOUNTS; i++) {
            var account = service.account("ready");
            service.operator()
                    .administration()
                    .playReady()
                    .set(account.id(), Environment.TEST, handler)
                    .orThrow();
            ready.add(account);
        }
        Thread.sleep(1_200);
    }

    @AfterAll
    void close() {
        maker.close();
    }

    @BeforeEach
    void honest() {
        maker.behave(maker.honestly());
    }

    @Override
    protected CreatedAccount account(String name) {
        return ready.remove();
    }

    private void refuse(int status) {
        byte[] fault = new PlayReadyFault(status, "No.", Optional.empty()).write();
        maker.behave((body, grant) -> Optional.of(new LicenseMaker.Answer(500, fault, Optional.empty())));
    }

    private static void assertHas(String text, String... parts) {
        for (String part : parts) assertTrue(text.contains(part), "no " + part + " in " + text);
    }

    @Test
    void a_refusal_of_the_license_maker_is_told_as_its_own_and_the_unit_is_back() {
        var account = account("revoked");
        refuse(PlayReadyFault.DEVICE_REVOKED);
        String text = refused(account, -4001, "maker", token(account), challenge());
        assertHas(
                text,
                "\"reason\":\"the license maker refused with 0x8004C065\"",
                "\"maker_status\":\"0x8004C065\"",
                "\"back_end\":\"handler\"",
                "\"lint\":\"device-revoked\"",
                "\"charged\":-1",
                "\"redemptions\":{\"licenses\":0,\"windows\":0,\"charged\":0}");
    }

    @Test
    void what_came_of_a_charge_that_nobody_knows_about_is_told_with_the_charge() {
        var account = account("unknown");
        maker.behave((body, grant) -> Optional.of(new LicenseMaker.Answer(504, new byte[0], Optional.empty())));
        String text = refused(account, -2030, "maker", token(account), challenge());
        assertHas(text, "\"charged\":0", "\"redemptions\":{\"licenses\":1,\"windows\":1,\"charged\":1}");
    }

    @Test
    void a_token_without_a_key_of_the_content_is_told_with_the_kids_of_the_content() {
        var account = account("other film");
        byte[] other = Viewer.playReady().challenge(List.of(new byte[16]), Optional.empty());
        String text = refused(account, -4022, "policy", token(account), other);
        assertHas(
                text,
                "\"header_kids\":\"00000000000000000000000000000000\"",
                "\"lint\":\"kid-not-in-token\"",
                "\"header_version\":\"4.0.0.0\"",
                "\"client_version\":\"10.0.16384.10011\"",
                "\"redemptions\":{\"licenses\":0,\"windows\":0,\"charged\":0}");
    }

    @Test
    void an_account_without_a_license_maker_is_told_so() {
        var account = service.account("nobody");
        String text = refused(account, -4001, "maker", token(account), challenge());
        assertHas(text, "\"reason\":\"no license maker is configured for PlayReady\"");
    }

    @Test
    void a_license_for_another_device_is_told_and_not_charged() {
        var account = account("bound");
        String text = refused(account, -4001, "device", token(account, "deviceId", "a".repeat(32)), challenge());
        assertHas(
                text,
                "\"reason\":\"the token is bound to another device\"",
                "\"device_id\":\"",
                "\"charged\":-1",
                "\"redemptions\":{\"licenses\":0,\"windows\":0,\"charged\":0}");
    }

    @Test
    void a_license_is_told_with_the_device_and_its_clock() {
        var account = account("late");
        var clock = InstantSource.fixed(Instant.now().minusSeconds(7200));
        var late = new PlayReadyClient(Viewer.playReady().key(), clock, RunningService.RANDOM);
        String url = token(account, "cookie", "late");
        assertEquals(
                200,
                Api.postBytes(url, late.challenge(List.of(KID), Optional.empty()))
                        .status());
        String text = explain(account, "cookie", "late").text();
        assertTrue(text.startsWith("{\"refused\":false,\"code\":0,\"way\":\"redeem\""), text);
        assertHas(
                text,
                "\"kind\":\"delivered\"",
                "\"security_level\":\"2000\"",
                "\"lint\":\"clock-skew\"",
                "\"clock_skew\":\"-72",
                "\"redemptions\":{\"licenses\":1,\"windows\":1,\"charged\":1}");
    }
}
