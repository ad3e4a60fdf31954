package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.Renewal;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.SessionOpening;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Renewal and release (reference: widevine.md 2.8).
class SessionTest {
    private static final String NOT_OURS =
            "the session is not ours, or older than the oldest sealing key, and no upstream is configured";
    private static final Rights UNLIMITED = World.rights();
    private static final Rights LIMITED =
            World.rights(Optional.of(Duration.ofSeconds(1000)), Optional.of(Duration.ofSeconds(500)), false);

    private final World world = new World();

    @Test
    void a_renewable_license_carries_a_signing_key_and_its_session() throws MalformedMessage {
        var received = world.play(UNLIMITED);
        var signing = received.license().keys().getLast();
        assertEquals(WidevineKeyContainer.Type.SIGNING, signing.type());
        assertTrue(signing.id().isEmpty());
        assertEquals(80, signing.sealedKey().length);
        assertTrue(received.license().policy().orElseThrow().canRenew());
        assertTrue(received.license().id().sessionToken().isPresent());
    }

    @Test
    void a_license_that_nobody_comes_back_for_carries_neither() throws MalformedMessage {
        world.options = new WidevineOptions(Set.of(Environment.TEST), 5, Optional.empty());
        var received = world.play(UNLIMITED);
        assertEquals(1, received.license().keys().size());
        assertTrue(received.license().id().sessionToken().isEmpty());
    }

    @Test
    void a_renewal_counts_up_and_brings_no_keys() throws MalformedMessage {
        var token = world.token(LIMITED);
        var received = world.play(world.challenge(), token);
        var id = received.license().id();
        for (int version = 1; version <= 3; version++) {
            world.now = world.now.plusSeconds(100);
            var ready = ready(session(WidevineLicenseRequest.Type.RENEWAL, id, received.lasting(), 0), token);
            assertEquals(SessionOpening.Kind.RENEWAL, ready.kind());
            assertArrayEquals(received.license().id().sessionId().orElseThrow(), ready.session());
            assertEquals(
                    String.valueOf(version - 1),
                    ready.exchange().device().facts().get("license_version"));
            var renewed = verified(ready, received.lasting());
            assertEquals(OptionalInt.of(version), renewed.id().version());
            assertArrayEquals(World.REQUEST_ID, renewed.id().requestId().orElseThrow());
            assertTrue(renewed.keys().isEmpty());
            var policy = renewed.policy().orElseThrow();
            assertTrue(policy.canPlay());
            assertEquals(OptionalLong.of(1000 - 100 * version), policy.rental());
            assertEquals(OptionalLong.of(500), policy.playback());
            id = renewed.id();
        }
    }

    @Test
    void a_renewal_names_the_device_that_got_the_license() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        var ready = ready(renewal(received), token);
        assertArrayEquals(
                world.device.own().serial(),
                ready.exchange().device().identity().orElseThrow());
    }

    @Test
    void settings_of_renewals_reach_the_license() throws MalformedMessage {
        var renewal = new Renewal(seconds(600), seconds(300), seconds(30), seconds(60));
        world.options = new WidevineOptions(Set.of(Environment.TEST), 5, Optional.of(renewal));
        var policy = world.play(UNLIMITED).license().policy().orElseThrow();
        assertEquals(OptionalLong.of(600), policy.license());
        assertEquals(OptionalLong.of(300), policy.renewalDelay());
        assertEquals(OptionalLong.of(30), policy.renewalRetry());
        assertEquals(OptionalLong.of(60), policy.renewalRecovery());
    }

    @Test
    void a_release_is_acknowledged_without_a_policy() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        var ready = ready(
                session(WidevineLicenseRequest.Type.RELEASE, received.license().id(), received.lasting(), 60), token);
        assertEquals(SessionOpening.Kind.RELEASE, ready.kind());
        var acknowledged = verified(ready, received.lasting());
        assertTrue(acknowledged.policy().isEmpty());
        assertTrue(acknowledged.keys().isEmpty());
        assertTrue(acknowledged.id().sessionToken().isEmpty());
        assertEquals(OptionalInt.of(1), acknowledged.id().version());
    }

    @Test
    void a_license_to_keep_can_be_released_with_the_derived_keys() throws MalformedMessage {
        world.options = new WidevineOptions(Set.of(Environment.TEST), 5, Optional.empty());
        var token = world.token(World.rights(Optional.empty(), Optional.empty(), true));
        var received = world.play(world.challenge(), token);
        assertEquals(1, received.license().keys().size());
        var ready = ready(
                session(WidevineLicenseRequest.Type.RELEASE, received.license().id(), received.keys(), 60), token);
        verified(ready, received.keys());
        assertEquals(
                Refused.request(Refusal.LICENSE_FAILED, "licenses cannot be renewed here"),
                denied(renewal(received), token));
    }

    @Test
    void renewals_survive_a_rotation_of_the_sealing_key_but_not_its_retirement() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        world.newestKey = 2;
        ready(renewal(received), token);
        world.sealingKeys.remove(1);
        notAuthenticated(NOT_OURS, renewal(received), token);
    }

    private static final String ANOTHER = "ffffffffffffffffffffffffffffffff";
    private static final String FOREIGN = "the license was given with another token, and not for the keys of this one";

    private byte[] release(World.Received received) {
        return session(WidevineLicenseRequest.Type.RELEASE, received.license().id(), received.lasting(), 60);
    }

    /// Players keep the license and not the token that it came with.
    @Test
    void any_good_token_for_the_same_keys_renews_and_releases() throws MalformedMessage {
        var received = world.play(UNLIMITED);
        var other = world.token(UNLIMITED, ANOTHER);
        ready(renewal(received), other);
        ready(release(received), other);
    }

    @Test
    void a_token_of_another_account_environment_or_key_renews_and_releases_nothing() throws MalformedMessage {
        var received = world.play(UNLIMITED);
        var key = World.key(new byte[16], 1, Hdcp.NONE, Optional.empty());
        for (Token foreign : List.of(
                other(Environment.TEST, new AccountId(7), UNLIMITED),
                other(Environment.TEST, World.ACCOUNT, World.rights(key)))) {
            notAuthenticated(FOREIGN, renewal(received), foreign);
            notAuthenticated(FOREIGN, release(received), foreign);
        }
        var owner = new Session.Owner(World.ACCOUNT, Environment.TEST, List.of(KeyId.of(World.KID)));
        assertTrue(owner.mayUse(world.token(UNLIMITED)));
        assertFalse(owner.mayUse(other(Environment.PRODUCTION, World.ACCOUNT, UNLIMITED)));
        var both = new Session.Owner(
                World.ACCOUNT, Environment.TEST, List.of(KeyId.of(World.KID), KeyId.of(new byte[16])));
        assertFalse(both.mayUse(world.token(UNLIMITED)), "the license has a key that the token does not give");
    }

    private Token other(Environment environment, AccountId account, Rights rights) {
        return new Token(
                environment,
                Drm.WIDEVINE,
                account,
                new TokenId(ANOTHER),
                world.now,
                world.now.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void an_expired_token_renews_its_own_license_alone_and_releases_any() throws MalformedMessage {
        var own = world.token(UNLIMITED);
        var received = world.play(world.challenge(), own);
        var other = world.token(UNLIMITED, ANOTHER);
        world.now = world.now.plusSeconds(3600);
        ready(renewal(received), own);
        ready(release(received), other);
        notAuthenticated(
                "the license was given with another token, and this one has expired", renewal(received), other);
    }

    @Test
    void a_later_token_counts_its_own_time_to_begin() throws MalformedMessage {
        var rights = World.rights(seconds(100), Optional.empty(), false);
        var first = world.token(rights);
        var received = world.play(world.challenge(), first);
        world.now = world.now.plusSeconds(150);
        assertEquals(
                "the time to begin playback is over",
                denied(renewal(received), first).reason());
        var later = ready(renewal(received), world.token(rights, ANOTHER));
        assertEquals(
                100,
                verified(later, received.lasting())
                        .policy()
                        .orElseThrow()
                        .rental()
                        .orElseThrow());
    }

    @Test
    void a_request_signed_with_other_keys_is_refused() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        String why = "the request is not signed with the keys of its license";
        var id = received.license().id();
        notAuthenticated(why, session(WidevineLicenseRequest.Type.RENEWAL, id, received.keys(), 0), token);
        var swapped = new WidevineSessionKeys(
                received.keys().encryption(),
                received.lasting().macClient(),
                received.lasting().macServer());
        notAuthenticated(why, session(WidevineLicenseRequest.Type.RENEWAL, id, swapped, 0), token);
    }

    @Test
    void every_flipped_bit_of_a_renewal_is_refused() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        byte[] good = renewal(world.play(world.challenge(), token));
        ready(good, token);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(opens(bad, token), "bit " + bit);
        }
        for (int n = 0; n < good.length; n++) assertFalse(opens(Arrays.copyOf(good, n), token), "length " + n);
    }

    @Test
    void a_license_that_names_no_session_or_another_one_is_refused() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        var id = received.license().id();
        var without = new WidevineLicenseId(id.requestId(), id.sessionId(), id.type(), id.version(), Optional.empty());
        notAuthenticated(
                "the license was given without a session: it cannot be renewed, and no upstream is configured",
                session(WidevineLicenseRequest.Type.RENEWAL, without, received.lasting(), 0),
                token);
        var another = new WidevineLicenseId(
                id.requestId(), Optional.of(new byte[8]), id.type(), id.version(), id.sessionToken());
        notAuthenticated(
                "the license names another session",
                session(WidevineLicenseRequest.Type.RENEWAL, another, received.lasting(), 0),
                token);
        var nonsense = new WidevineLicenseId(
                id.requestId(), id.sessionId(), id.type(), id.version(), Optional.of(new byte[200]));
        notAuthenticated(
                NOT_OURS, session(WidevineLicenseRequest.Type.RENEWAL, nonsense, received.lasting(), 0), token);
    }

    @Test
    void a_revoked_device_cannot_renew_but_can_give_back() throws MalformedMessage {
        var token = world.token(UNLIMITED);
        var received = world.play(world.challenge(), token);
        world.revoked.add(world.model.own().serial());
        notAuthenticated("the certificate of the device has been revoked", renewal(received), token);
        ready(session(WidevineLicenseRequest.Type.RELEASE, received.license().id(), received.lasting(), 0), token);
    }

    @Test
    void production_is_served_only_when_switched_on() throws MalformedMessage {
        var received = world.play(UNLIMITED);
        world.environment = Environment.PRODUCTION;
        notAuthenticated(
                "the embedded Widevine back end does not serve the production environment",
                renewal(received),
                world.token(UNLIMITED));
    }

    @Test
    void a_renewal_never_gives_more_than_the_token_did() {
        var issued = world.now;
        assertGood(renewed(LIMITED, issued, 0, issued.plusSeconds(1000)));
        assertBad("the time to begin playback is over", renewed(LIMITED, issued, 0, issued.plusSeconds(1001)));
        assertGood(renewed(LIMITED, issued, 400, issued.plusSeconds(1400)));
        assertGood(renewed(LIMITED, issued, 500, issued.plusSeconds(1500)));
        assertBad("the time for playback is over", renewed(LIMITED, issued, 501, issued.plusSeconds(600)));
        assertBad("the time for playback is over", renewed(LIMITED, issued, 10, issued.plusSeconds(1501)));
        assertGood(renewed(UNLIMITED, issued, 1_000_000, issued.plusSeconds(1_000_000)));
        var openEnd = World.rights(Optional.empty(), Optional.of(Duration.ofSeconds(500)), false);
        assertGood(renewed(openEnd, issued, 500, issued.plusSeconds(1_000_000)));
        assertBad("the time for playback is over", renewed(openEnd, issued, 501, issued.plusSeconds(1_000_000)));
        assertBad("the time for playback is over", renewed(openEnd, issued, -1, issued.plusSeconds(1_000_000)));
    }

    @Test
    void a_session_survives_the_vault_and_nothing_else_does() {
        survives(Optional.empty());
        survives(Optional.of(new Session.Owner(
                new AccountId(AccountId.MAX),
                Environment.PRODUCTION,
                List.of(KeyId.of(World.KID), KeyId.of(new byte[16])))));
    }

    private void survives(Optional<Session.Owner> owner) {
        var sessions = new SessionVault(world);
        var session = new Session(
                TokenId.fresh(Instant.now(), world.random),
                owner,
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8},
                Integer.MAX_VALUE,
                Instant.ofEpochSecond(1_795_208_400L),
                new byte[16],
                new byte[64],
                SecretBytes.random(world.random, 32),
                SecretBytes.random(world.random, 32));
        byte[] text = sessions.seal(session, world.newest(), world.random);
        var again = sessions.open(text).orElseThrow();
        assertEquals(session.token(), again.token());
        assertEquals(owner, again.owner());
        assertArrayEquals(session.id(), again.id());
        assertEquals(session.version(), again.version());
        assertEquals(session.issued(), again.issued());
        assertArrayEquals(session.device(), again.device());
        assertArrayEquals(session.model(), again.model());
        assertTrue(session.macServer().sameAs(again.macServer()));
        assertTrue(session.macClient().sameAs(again.macClient()));
        for (int bit = 0; bit < text.length * 8; bit++) {
            byte[] bad = text.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(sessions.open(bad).isEmpty());
        }
        for (int n = 0; n < text.length; n++)
            assertTrue(sessions.open(Arrays.copyOf(text, n)).isEmpty());
    }

    private static Finding<?> renewed(Rights rights, Instant issued, long started, Instant now) {
        return Policies.renewed(
                rights, Optional.of(Renewal.ON_DEMAND), new Policies.Use(issued, OptionalLong.of(started)), now);
    }

    private static void assertGood(Finding<?> found) {
        assertInstanceOf(Finding.Good.class, found);
    }

    private static void assertBad(String why, Finding<?> found) {
        assertEquals(why, assertInstanceOf(Finding.Bad.class, found).why());
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private byte[] renewal(World.Received received) {
        return session(WidevineLicenseRequest.Type.RENEWAL, received.license().id(), received.lasting(), 0);
    }

    private static byte[] session(
            WidevineLicenseRequest.Type type, WidevineLicenseId id, WidevineSessionKeys keys, long started) {
        byte[] msg = new WidevineLicenseRequest(
                        Optional.empty(),
                        Optional.of(new WidevineContentId.Existing(id, OptionalLong.of(started), OptionalLong.empty())),
                        type,
                        OptionalLong.of(World.DEVICE_TIME + 60),
                        OptionalInt.of(21),
                        OptionalLong.empty(),
                        Optional.empty())
                .toBytes();
        byte[] signature = Hmac.sha256(keys.macClient(), msg);
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, signature)
                .toBytes();
    }

    private SessionOpening open(byte[] body, Token token) throws MalformedMessage {
        var message = world.system().classify(body, Optional.empty());
        return assertInstanceOf(Message.SessionRequest.class, message).open(token, world.now);
    }

    /// What a changed bit makes unreadable counts as a first request, which nobody serves.
    private boolean opens(byte[] body, Token token) {
        try {
            return switch (world.system().classify(body, Optional.empty())) {
                case Message.SessionRequest session -> session.open(token, world.now) instanceof SessionOpening.Ready;
                case Message.LicenseRequest first -> !(first.open(token, world.now) instanceof Opening.Denied);
                case Message.CertificateRequest certificate -> true;
                case Message.Static same -> true;
                case Message.Errand errand -> throw new AssertionError("Widevine has no errands");
            };
        } catch (MalformedMessage malformed) {
            return false;
        }
    }

    private SessionOpening.Ready ready(byte[] body, Token token) throws MalformedMessage {
        return assertInstanceOf(SessionOpening.Ready.class, open(body, token));
    }

    private Refused denied(byte[] body, Token token) throws MalformedMessage {
        return assertInstanceOf(SessionOpening.Denied.class, open(body, token)).why();
    }

    private void notAuthenticated(String why, byte[] body, Token token) throws MalformedMessage {
        assertEquals(Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, why), denied(body, token));
    }

    private static WidevineLicense verified(SessionOpening.Ready ready, WidevineSessionKeys keys)
            throws MalformedMessage {
        var signed = WidevineSignedMessage.read(ready.exchange().answer().body());
        assertTrue(signed.sessionKey().isEmpty());
        return World.Received.verified(signed, keys.macServer());
    }
}
