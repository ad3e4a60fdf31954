package dev.licet.device.fairplay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.CkcHdcp;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcStreaming;
import dev.licet.drm.wire.SpcSync;
import dev.licet.drm.wire.SpcTransportProfile;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The simulator and the server's FairPlay, face to face (reference: fairplay.md 10, 11). Neither judges the
/// formats: the known answers do.
class FairPlayClientTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
    private static final RsaPrivateKey SMALL = RsaPrivateKey.generate(1024, RANDOM);
    private static final RsaPrivateKey LARGE = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] BUNDLE = bundle();
    private static final SecretBytes ASK = SecretBytes.random(RANDOM, 16);
    private static final SecretBytes KEY = SecretBytes.random(RANDOM, 16);
    private static final SecretBytes IV = SecretBytes.random(RANDOM, 16);
    private static final SpcTransportProfile PROFILE = new SpcTransportProfile(
            new byte[16],
            SecretBytes.random(RANDOM, 16),
            SecretBytes.random(RANDOM, 16),
            SecretBytes.random(RANDOM, 16));

    private final DrmSystem server = server("standin", ASK);
    private final FairPlayClient client = FairPlayClient.standIn(BUNDLE, ASK, CLOCK, RANDOM);

    @Test
    void every_wrapping_of_every_version_gets_key_and_iv() throws Exception {
        for (SpcWrapping wrapping : SpcWrapping.values()) {
            for (int version = 1; version <= 3; version++) {
                SpcSession session = client.request(options(version));
                byte[] answer = answer(wrapping.wrap(session.spc()), rights(0, 0, false));
                FairPlayLicense license = session.open(wrapping.unwrap(answer));
                assertTrue(license.contentKey().sameAs(KEY), wrapping + " " + version);
                assertTrue(license.contentIv().sameAs(IV), wrapping + " " + version);
            }
        }
    }

    @Test
    void ten_thousand_random_spcs_are_answered() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            SpcOptions options = (i % 2 == 0 ? SpcOptions.ordinary(1) : SpcOptions.bare(1)).withDecoys(i % 25);
            FairPlayLicense license = played(options, rights(0, 0, false));
            assertTrue(license.contentKey().sameAs(KEY));
        }
    }

    @Test
    void a_rental_is_given_only_to_an_spc_with_playback_state() throws Exception {
        Rights rental = rights(3600, 0, false);
        var duration = played(SpcOptions.ordinary(2), rental).duration().orElseThrow();
        assertEquals(new CkcKeyDuration(0, 3600, CkcKeyDuration.Type.RENTAL), duration);
        assertInstanceOf(
                Opening.Denied.class, opening(client.request(SpcOptions.bare(2)).spc(), rental));
    }

    @Test
    void a_device_that_is_playing_gets_a_duration() throws Exception {
        var playing = SpcOptions.ordinary(2).withPlaybackState(Optional.of(SpcPlaybackState.PLAYING));
        assertTrue(played(playing, rights(0, 0, false)).duration().isPresent());
    }

    @Test
    void an_offline_key_has_two_expiries() throws Exception {
        var license = played(SpcOptions.ordinary(2), rights(2592000, 86400, true));
        assertEquals(2592000, license.offline().orElseThrow().storage());
        assertEquals(86400, license.offline().orElseThrow().playback());
        assertTrue(license.duration().isEmpty());
    }

    @Test
    void a_lease_and_a_security_level_come_through() throws Exception {
        var rules = new FairPlayRules(
                Optional.of(Duration.ofMinutes(5)), Optional.empty(), Optional.of(FairPlayRules.Level.BASELINE));
        var license = played(SpcOptions.ordinary(2), rights(0, 0, false, rules));
        assertEquals(
                new CkcKeyDuration(300, 0, CkcKeyDuration.Type.LEASE),
                license.duration().orElseThrow());
        assertEquals(Optional.of(CkcSecurityLevel.BASELINE), license.level());
    }

    @Test
    void hdcp_type_1_is_for_devices_that_enforce_it() throws Exception {
        var type1 = new FairPlayRules(Optional.empty(), Optional.of(FairPlayRules.Hdcp.TYPE_1), Optional.empty());
        Rights strict = rights(0, 0, false, type1);
        assertEquals(
                Optional.of(CkcHdcp.TYPE_1),
                played(SpcOptions.ordinary(2), strict).hdcp());
        var weak = SpcOptions.ordinary(2).withCapabilities(Optional.of(SpcCapabilities.of(1, 2, 3)));
        assertInstanceOf(Opening.Denied.class, opening(client.request(weak).spc(), strict));
    }

    @Test
    void what_the_device_asks_back_comes_back() throws Exception {
        assertEquals(
                4,
                played(SpcOptions.ordinary(1), rights(0, 0, false)).returned().size());
    }

    @Test
    void every_misbehavior_is_refused() throws Exception {
        for (Misbehavior misbehavior : Misbehavior.values()) {
            if (misbehavior == Misbehavior.NONE) continue;
            for (int version = 1; version <= 3; version++) {
                byte[] spc = client.request(options(version), misbehavior).spc();
                assertTrue(isRefused(spc), misbehavior + " " + version);
            }
        }
    }

    @Test
    void a_sync_spc_is_reported_with_the_devices_facts() throws Exception {
        var sync = SpcOptions.ordinary(2).withSync(Optional.of(new SpcSync.V1(new byte[16], 5)));
        var opening = opening(client.request(sync).spc(), rights(0, 0, false));
        var device = assertInstanceOf(Opening.Reported.class, opening).device();
        assertEquals("5", device.facts().get("sync_seconds_left"));
        assertEquals("baseline", device.facts().get("security_level"));
        assertArrayEquals(client.hu(), device.identity().orElseThrow());
    }

    @Test
    void the_adapter_and_an_older_device_are_served() throws Exception {
        var options = SpcOptions.ordinary(1)
                .withStreaming(Optional.of(SpcStreaming.AV_ADAPTER))
                .withSecurityLevel(Optional.of(SecurityLevel.MAIN))
                .withAssetId("skd://somewhere")
                .withBundleHash(true);
        assertTrue(played(options, rights(0, 0, false)).contentKey().sameAs(KEY));
    }

    @Test
    void a_fixed_dask_serves_for_vectors() throws Exception {
        DrmSystem fixed = server("fixed-dask", ASK);
        SpcSession session =
                FairPlayClient.fixedDask(BUNDLE, ASK, CLOCK, RANDOM).request(SpcOptions.ordinary(1));
        var request = (Message.LicenseRequest) fixed.classify(session.spc(), Optional.empty());
        var ready = (Opening.Ready) request.open(token(rights(0, 0, false)), CLOCK.instant());
        assertTrue(session.open(ready.exchange().answer().body()).contentKey().sameAs(KEY));
    }

    @Test
    void a_ckc_for_another_spc_or_a_changed_one_does_not_open() throws Exception {
        SpcSession one = client.request(SpcOptions.ordinary(1));
        SpcSession other = client.request(SpcOptions.ordinary(1));
        byte[] ckc = answer(one.spc(), rights(0, 0, false));
        one.open(ckc);
        assertThrows(MalformedMessage.class, () -> other.open(ckc));
        for (int length = 0; length < ckc.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(ckc, length);
            assertThrows(MalformedMessage.class, () -> one.open(cut));
        }
    }

    @Test
    void a_certificate_of_the_wrong_size_is_named() {
        byte[] small = certificate(SMALL);
        var onlySmall = FairPlayClient.standIn(small, ASK, CLOCK, RANDOM);
        var refused = assertThrows(IllegalArgumentException.class, () -> onlySmall.request(SpcOptions.ordinary(2)));
        assertTrue(refused.getMessage().contains("2048"), refused.getMessage());
    }

    private FairPlayLicense played(SpcOptions options, Rights rights) throws MalformedMessage {
        SpcSession session = client.request(options);
        return session.open(answer(session.spc(), rights));
    }

    private byte[] answer(byte[] body, Rights rights) throws MalformedMessage {
        var ready = assertInstanceOf(Opening.Ready.class, opening(body, rights));
        return ready.exchange().answer().body();
    }

    private Opening opening(byte[] body, Rights rights) throws MalformedMessage {
        var request = (Message.LicenseRequest) server.classify(body, Optional.empty());
        return request.open(token(rights), CLOCK.instant());
    }

    private boolean isRefused(byte[] spc) {
        try {
            return opening(spc, rights(0, 0, false)) instanceof Opening.Denied;
        } catch (MalformedMessage refused) {
            return true;
        }
    }

    private static SpcOptions options(int version) {
        return version == 3 ? SpcOptions.ordinary(2).withTransport(PROFILE) : SpcOptions.ordinary(version);
    }

    private static DrmSystem server(String derivation, SecretBytes secret) {
        var credential = new FairPlayCredential(1, BUNDLE, List.of(LARGE, SMALL), secret, derivation);
        return DrmSystems.fairPlay((_, _) -> List.of(credential), Optional.of(PROFILE), CLOCK, RANDOM);
    }

    private static Token token(Rights rights) {
        return new Token(
                Environment.TEST,
                Drm.FAIRPLAY,
                new AccountId(1),
                TokenId.fresh(Instant.now(), RANDOM),
                CLOCK.instant(),
                CLOCK.instant().plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    private static Rights rights(long rental, long playback, boolean persistent) {
        return rights(rental, playback, persistent, FairPlayRules.NONE);
    }

    private static Rights rights(long rental, long playback, boolean persistent, FairPlayRules rules) {
        return new Rights(
                List.of(new KeyGrant(Optional.empty(), KEY, 1, Hdcp.NONE, Optional.empty())),
                Optional.of(IV),
                Optional.empty(),
                playback == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(playback)),
                rental == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(rental)),
                persistent,
                List.of(),
                rules);
    }

    private static byte[] bundle() {
        byte[] small = certificate(SMALL);
        byte[] large = certificate(LARGE);
        return ByteBuffer.allocate(small.length + large.length)
                .put(small)
                .put(large)
                .array();
    }

    private static byte[] certificate(RsaPrivateKey key) {
        return SelfSignedCertificate.make(
                "licet test", key, new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(9999)), RANDOM);
    }
}
