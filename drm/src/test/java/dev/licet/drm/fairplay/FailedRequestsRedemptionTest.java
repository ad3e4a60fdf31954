package dev.licet.drm.fairplay;

import static dev.licet.drm.fairplay.World.RANDOM;
import static dev.licet.drm.fairplay.World.device;
import static dev.licet.drm.fairplay.World.spc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.stop.StopLists;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.Devices;
import dev.licet.drm.GrantingLedger;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Permits;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What somebody sees who tries broken SPCs with one token (reference: security.md T19).
class FailedRequestsRedemptionTest extends GrantingLedger implements SealingKeys {
    private static final int MOST = 20;

    private final SealingKey sealingKey = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));
    private final TokenSealer sealer = new TokenSealer(this, RANDOM);
    private Instant now = Instant.EPOCH;
    private final LicenseIssuer issuer = new LicenseIssuer(
            List.of(World.fairPlay(World.CREDENTIAL)),
            sealer,
            this,
            this,
            new Devices(new DevicePseudonym(SecretBytes.copyOf(new byte[32])), new Halt(StopLists.NONE)),
            new RecordThrottle(() -> now, 100),
            new Permits(1, Duration.ZERO),
            () -> now);

    @Override
    public SealingKey newest() {
        return sealingKey;
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return Optional.of(sealingKey);
    }

    private String token() {
        return sealer.seal(new Token(
                Environment.TEST,
                Drm.FAIRPLAY,
                World.ACCOUNT,
                TokenId.fresh(Instant.now(), RANDOM),
                now,
                now.plus(Duration.ofHours(1)),
                World.plain(),
                Optional.empty(),
                Optional.empty()));
    }

    private LicenseOutcome redeem(String token, byte[] spc) {
        return issuer.redeem(new RedemptionCall(
                Environment.TEST, Drm.FAIRPLAY, Optional.of(token), new Sent.Body(spc, Optional.empty()), "request-1"));
    }

    private static byte[] good() {
        return spc(2, device().payload());
    }

    /// In the wrapped key, so that nothing of the payload opens.
    private static byte[] broken() {
        byte[] spc = good();
        spc[100] ^= 1;
        return spc;
    }

    private static Refused refused(LicenseOutcome outcome) {
        return assertInstanceOf(LicenseOutcome.Denied.class, outcome).why();
    }

    @Test
    void after_twenty_broken_requests_a_token_rests_for_ten_minutes_and_is_served_again() {
        String token = token();
        for (int i = 0; i < MOST; i++) {
            Refused why = refused(redeem(token, broken()));
            assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, why.why());
            assertFalse(why.reason().contains("rests"), why.reason());
        }

        byte[] spc = good();
        Refused resting = refused(redeem(token, spc));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, resting.why());
        assertEquals(Refused.Blame.REQUEST, resting.blame());
        assertEquals(Optional.of(Rule.DEVICE), resting.rule());
        assertEquals("20 requests with the token could not be read; it rests for 10 minutes", resting.reason());
        assertEquals(MOST + 1, events.size());
        assertTrue(events.stream().allMatch(event -> event.kind() == Event.Kind.DENIED));
        assertTrue(charged.isEmpty());
        assertInstanceOf(LicenseOutcome.Given.class, redeem(token(), good()));

        now = now.plus(Duration.ofMinutes(10)).minusSeconds(1);
        refused(redeem(token, spc));
        now = now.plusSeconds(1);
        assertInstanceOf(LicenseOutcome.Given.class, redeem(token, good()));
        assertEquals(2, charged.size());
    }
}
