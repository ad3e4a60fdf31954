package dev.licet.drm.fairplay;

import static dev.licet.drm.fairplay.World.BUNDLE;
import static dev.licet.drm.fairplay.World.CREDENTIAL;
import static dev.licet.drm.fairplay.World.LARGE;
import static dev.licet.drm.fairplay.World.LARGE_DER;
import static dev.licet.drm.fairplay.World.RANDOM;
import static dev.licet.drm.fairplay.World.SMALL;
import static dev.licet.drm.fairplay.World.SMALL_DER;
import static dev.licet.drm.fairplay.World.credential;
import static dev.licet.drm.fairplay.World.device;
import static dev.licet.drm.fairplay.World.fairPlay;
import static dev.licet.drm.fairplay.World.open;
import static dev.licet.drm.fairplay.World.plain;
import static dev.licet.drm.fairplay.World.spc;
import static dev.licet.drm.fairplay.World.token;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Digest;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.token.Rights;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.spi.KeyPayload;
import dev.licet.drm.spi.KeyRequest;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.CkcPayload;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcBuilder;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcStreaming;
import dev.licet.drm.wire.SpcSync;
import dev.licet.drm.wire.SpcTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The steps of reference: fairplay.md 3, from SPC to CKC.
class FairPlayTest {
    private final FairPlay fairPlay = fairPlay(CREDENTIAL);

    @Nested
    class A_good_spc {
        @Test
        void of_every_version_is_answered_with_key_and_iv() throws Exception {
            for (int version = 1; version <= 3; version++) {
                SpcBuilder device = device().decoys(5);
                CkcPayload ckc = answered(device, spc(version, device.payload()));
                assertTrue(World.holdsTheKey(device, ckc));
                assertArrayEquals(device.session().r1(), ckc.r1());
                assertEquals(device.returned(), ckc.others(), "returned unchanged, in the order of the request");
                assertTrue(ckc.duration().isEmpty()
                        && ckc.offline().isEmpty()
                        && ckc.hdcp().isEmpty());
            }
        }

        @Test
        void in_random_order_padding_and_company_is_answered_a_thousand_times() throws Exception {
            for (int i = 0; i < 1000; i++) {
                SpcBuilder device = device().decoys(RANDOM.nextInt(30));
                assertTrue(World.holdsTheKey(device, answered(device, spc(1, device.payload()))));
            }
        }

        @Test
        void answered_twice_has_two_ivs() throws Exception {
            byte[] spc = spc(1, device().payload());
            byte[] first = ckc(spc);
            byte[] second = ckc(spc);
            assertFalse(Arrays.equals(Arrays.copyOfRange(first, 8, 24), Arrays.copyOfRange(second, 8, 24)));
        }

        @Test
        void may_name_the_certificate_by_every_hash_it_has() throws Exception {
            SpcBuilder device = device();
            byte[] payload = device.payload();
            for (byte[] named : new byte[][] {SMALL_DER, BUNDLE}) {
                byte[] hash = Digest.sha1(named);
                answered(
                        device,
                        SpcContainer.Plain.seal(
                                1, new SpcContainer.Recipient(SMALL.publicKey(), hash), payload, RANDOM));
            }
            for (byte[] named : new byte[][] {LARGE_DER, BUNDLE}) {
                byte[] hash = Digest.sha1(named);
                answered(
                        device,
                        SpcContainer.Plain.seal(
                                2, new SpcContainer.Recipient(LARGE.publicKey(), hash), payload, RANDOM));
            }
        }

        @Test
        void finds_its_credential_among_several() throws Exception {
            RsaPrivateKey other = RsaPrivateKey.generate(1024, RANDOM);
            byte[] otherDer = SelfSignedCertificate.make(
                    "other",
                    other,
                    new SelfSignedCertificate.Validity(java.time.Instant.EPOCH, java.time.Duration.ofDays(1)),
                    RANDOM);
            FairPlay both = fairPlay(credential(2, otherDer, "standin", other), CREDENTIAL);
            SpcBuilder device = device();
            byte[] forOther = SpcContainer.Plain.seal(
                    1, new SpcContainer.Recipient(other.publicKey(), Digest.sha1(otherDer)), device.payload(), RANDOM);
            assertInstanceOf(Opening.Ready.class, open(both, forOther, token(plain())));
            assertInstanceOf(Opening.Ready.class, open(both, spc(2, device.payload()), token(plain())));
        }

        @Test
        void tells_about_its_device_but_not_its_token() throws Exception {
            SpcBuilder device = device().put(
                            SpcTag.ASSET_ID, "skd://host/?ExpressPlayToken=SECRET".getBytes(StandardCharsets.UTF_8))
                    .put(SpcTag.CAPABILITIES, SpcCapabilities.of(0, 3).bytes());
            var ready = (Opening.Ready) open(fairPlay, spc(2, device.payload()), token(plain()));
            var facts = ready.exchange().device().facts();
            assertEquals("skd://host/?…", facts.get("asset_id"));
            assertEquals("9", facts.get("capabilities"));
            assertEquals("2", facts.get("spc_version"));
            assertEquals("1", facts.get("protocol_version"));
            assertArrayEquals(
                    device.session().hu(), ready.exchange().device().identity().orElseThrow());
        }

        @Test
        void through_the_av_adapter_has_no_identity() throws Exception {
            SpcBuilder device = device().put(SpcTag.STREAMING_INDICATOR, u64(SpcStreaming.AV_ADAPTER.value()));
            var ready = (Opening.Ready) open(fairPlay, spc(1, device.payload()), token(plain()));
            assertTrue(ready.exchange().device().identity().isEmpty());
        }

        @Test
        void is_not_judged_by_its_asset_id() throws Exception {
            SpcBuilder device = device().put(SpcTag.ASSET_ID, new byte[] {(byte) 0xff, 0, 1});
            var ready = (Opening.Ready) open(fairPlay, spc(1, device.payload()), token(plain()));
            assertEquals("ff0001", ready.exchange().device().facts().get("asset_id"));
        }

        private byte[] ckc(byte[] spc) throws MalformedMessage {
            return ((Opening.Ready) open(fairPlay, spc, token(plain())))
                    .exchange()
                    .answer()
                    .body();
        }
    }

    @Nested
    class A_bad_spc {
        @Test
        void is_refused_with_one_code_and_a_reason_for_the_operator() throws Exception {
            assertUnreadable("-42589", device().put(SpcTag.INTEGRITY, new byte[16]));
            assertUnreadable("-42583", device().without(SpcTag.R2));
            assertUnreadable("-42591", device().repeat(SpcTag.TRANSACTION_ID));
            assertUnreadable("-42581", device().put(SpcTag.PLAYBACK_STATE, new byte[3]));
            assertUnreadable("-42589", SpcBuilder.random(new byte[20], r2 -> SecretBytes.random(RANDOM, 16), RANDOM));
            assertUnreadable("-42590", device().put(SpcTag.VERSION_USED, new byte[] {0, 0, 0, 99}));
            byte[] three = {0, 0, 0, 3};
            assertUnreadable("-42590", device().put(SpcTag.VERSION_USED, three).put(SpcTag.VERSIONS_SUPPORTED, three));
        }

        @Test
        void may_use_protocol_version_3_in_a_container_of_version_3_only() throws Exception {
            byte[] three = {0, 0, 0, 3};
            byte[] payload = device().put(SpcTag.VERSION_USED, three)
                    .put(SpcTag.VERSIONS_SUPPORTED, three)
                    .payload();
            assertInstanceOf(Opening.Ready.class, open(fairPlay, spc(3, payload), token(plain())));
            assertTrue(denied(spc(2, payload)).why().reason().startsWith("-42590"));
        }

        @Test
        void with_an_unknown_hash_and_with_a_wrong_key_has_the_same_outcome() throws Exception {
            byte[] payload = device().payload();
            RsaPrivateKey other = RsaPrivateKey.generate(1024, RANDOM);
            byte[] known = Digest.sha1(SMALL_DER);
            byte[] wrongKey =
                    SpcContainer.Plain.seal(1, new SpcContainer.Recipient(other.publicKey(), known), payload, RANDOM);
            byte[] unknownHash = SpcContainer.Plain.seal(
                    1, new SpcContainer.Recipient(SMALL.publicKey(), new byte[20]), payload, RANDOM);
            byte[] unknownToo = SpcContainer.Plain.seal(
                    1, new SpcContainer.Recipient(other.publicKey(), new byte[20]), payload, RANDOM);
            Refused first = denied(wrongKey).why();
            assertTrue(first.reason().startsWith("-42605"), first.reason());
            assertEquals(first, denied(unknownHash).why());
            assertEquals(first, denied(unknownToo).why());
        }

        @Test
        void with_a_wrapped_key_of_another_length_is_refused() throws Exception {
            byte[] spc = spc(1, device().payload());
            byte[] wrapped = dev.licet.crypto.Rsa.encryptOaep(
                    dev.licet.crypto.Rsa.Oaep.SHA1, SMALL.publicKey(), SecretBytes.random(RANDOM, 17), RANDOM);
            System.arraycopy(wrapped, 0, spc, 24, 128);
            assertTrue(denied(spc).why().reason().startsWith("-42605"));
        }

        @Test
        void every_truncation_is_malformed() {
            byte[] spc = spc(1, device().payload());
            for (int n = 0; n < spc.length; n++) {
                byte[] cut = Arrays.copyOf(spc, n);
                assertThrows(MalformedMessage.class, () -> fairPlay.classify(cut, Optional.empty()));
            }
        }

        /// The payload is not authenticated as a whole, so a flip in padding, in an unknown TLLV or in one that
        /// is only recorded can go unnoticed; so can one in the reserved bytes. The device binds the CKC to R1
        /// and the seed, which the integrity and its own check protect. What counts: nothing is thrown, and a
        /// flip in the wrapped key, the hash, the version or the length never opens.
        @Test
        void every_flipped_bit_of_the_container_is_refused_or_harmless() throws Exception {
            byte[] spc = spc(1, device().payload(1));
            for (int bit = 0; bit < spc.length * 8; bit++) {
                boolean opened = isOpened(flipped(spc, bit));
                int at = bit / 8;
                boolean header = at < 4 || at >= 24 && at < 176;
                if (header) assertFalse(opened, "byte " + at);
            }
        }

        @Test
        void every_flipped_bit_of_a_secret_is_refused() throws Exception {
            for (long tag : new long[] {SpcTag.SESSION_BLOCK, SpcTag.INTEGRITY, SpcTag.R2}) {
                SpcBuilder device = device();
                byte[] value = device.find(tag).orElseThrow();
                for (int bit = 0; bit < value.length * 8; bit++) {
                    // In CBC a bit of the IV or of a block changes only SK, HU or R1, which the integrity does
                    // not
                    // cover.
                    boolean malleable = tag == SpcTag.SESSION_BLOCK && bit / 8 < 80;
                    byte[] spc = spc(1, device.put(tag, flipped(value, bit)).payload(0));
                    if (!malleable) assertFalse(isOpened(spc), "tag %016x, bit %d".formatted(tag, bit));
                }
            }
        }

        @Test
        void every_flipped_bit_and_truncation_of_the_decrypted_payload_is_refused_or_harmless() throws Exception {
            byte[] payload = device().payload(1);
            for (int bit = 0; bit < payload.length * 8; bit++) isOpened(spc(1, flipped(payload, bit)));
            for (int n = 16; n < payload.length; n += 16) {
                assertFalse(isOpened(spc(1, Arrays.copyOf(payload, n))), "required tags are missing");
            }
        }

        private void assertUnreadable(String number, SpcBuilder device) throws MalformedMessage {
            Refused why = denied(spc(1, device.payload())).why();
            assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, why.why());
            assertEquals(Refused.Blame.REQUEST, why.blame());
            assertTrue(why.reason().startsWith(number), why.reason());
            assertEquals("[-4001] Device could not be authenticated", why.message());
        }

        private Opening.Denied denied(byte[] spc) throws MalformedMessage {
            var denied = assertInstanceOf(Opening.Denied.class, open(fairPlay, spc, token(plain())));
            return denied;
        }

        private boolean isOpened(byte[] spc) {
            try {
                return switch (open(fairPlay, spc, token(plain()))) {
                    case Opening.Ready(var exchange) -> exchange.answer().body().length > 0;
                    case Opening.Reported _ -> false;
                    case Opening.Denied _ -> false;
                    case Opening.Remote _ -> false;
                    case Opening.Paid _ -> false;
                };
            } catch (MalformedMessage theOnlyExceptionAllowed) {
                return false;
            }
        }

        private static byte[] flipped(byte[] good, int bit) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            return bad;
        }
    }

    @Nested
    class A_message_that_wants_no_key {
        @Test
        void is_acknowledged_when_it_is_safaris_courtesy() throws Exception {
            for (String body : new String[] {"license-release", "acknowledged\n"}) {
                var message = fairPlay.classify(body.getBytes(StandardCharsets.US_ASCII), Optional.empty());
                var answer = assertInstanceOf(Message.Static.class, message).answer();
                assertEquals("acknowledged", new String(answer.body(), StandardCharsets.US_ASCII));
            }
        }

        @Test
        void is_reported_when_it_is_a_sync_spc() throws Exception {
            byte[] id = new byte[16];
            Arrays.fill(id, (byte) 0xab);
            SpcBuilder v1 = device().put(SpcTag.SYNC, new SpcSync.V1(id, 77).bytes());
            var reported = (Opening.Reported) open(fairPlay, spc(2, v1.payload()), token(plain()));
            assertEquals("77", reported.device().facts().get("sync_seconds_left"));
            assertEquals("ab".repeat(16), reported.device().facts().get("sync_content_id"));
            assertTrue(reported.answer().body().length < 32);
            SpcBuilder v2 = device().put(SpcTag.SYNC, new SpcSync.V2(1, 5, id, 0, List.of(id)).bytes());
            var second = (Opening.Reported) open(fairPlay, spc(1, v2.payload()), token(plain()));
            assertEquals("0000000000000005", second.device().facts().get("sync_flags"));
        }

        @Test
        void is_not_a_spc_with_an_empty_report() throws Exception {
            SpcBuilder device = device().put(SpcTag.SYNC, new byte[28]);
            answered(device, spc(1, device.payload()));
        }

        @Test
        void is_not_believed_when_its_integrity_is_wrong() throws Exception {
            SpcBuilder device = device().put(SpcTag.SYNC, new SpcSync.V1(new byte[16], 1).bytes())
                    .put(SpcTag.INTEGRITY, new byte[16]);
            assertInstanceOf(Opening.Denied.class, open(fairPlay, spc(1, device.payload()), token(plain())));
        }
    }

    @Nested
    class Credentials_and_derivations {
        @Test
        void an_account_without_credentials_is_not_authorised() throws Exception {
            var other = token(plain(), Environment.TEST, new AccountId(5));
            assertDenied(Refusal.FAIRPLAY_NOT_AUTHORIZED, fairPlay, other);
        }

        @Test
        void the_stand_in_does_not_work_for_production() throws Exception {
            var production = token(plain(), Environment.PRODUCTION, World.ACCOUNT);
            Refused why = assertDenied(Refusal.FAIRPLAY_NOT_AUTHORIZED, fairPlay, production);
            assertTrue(why.reason().contains("test environment only"), why.reason());
        }

        @Test
        void a_derivation_that_is_not_installed_is_the_services_fault() throws Exception {
            FairPlay lacking = fairPlay(credential(1, BUNDLE, "absent", SMALL, LARGE));
            Refused why = assertDenied(Refusal.CKC_FAILED, lacking, token(plain()));
            assertEquals(Refused.Blame.SERVICE, why.blame());
        }

        @Test
        void a_token_without_iv_is_the_services_fault() throws Exception {
            Rights p = plain();
            var noIv = new Rights(
                    p.keys(), Optional.empty(), p.startWindow(), p.playbackDuration(), p.rental(), false, List.of());
            assertEquals(
                    Refused.Blame.SERVICE,
                    assertDenied(Refusal.CKC_FAILED, fairPlay, token(noIv)).blame());
        }

        @Test
        void fixed_dask_takes_the_secret_as_the_dask() throws Exception {
            FairPlay fixed = fairPlay(credential(1, BUNDLE, "fixed-dask", SMALL, LARGE));
            SpcBuilder device = SpcBuilder.random(new byte[20], r2 -> World.ASK, RANDOM);
            var ready = (Opening.Ready) open(fixed, spc(2, device.payload()), token(plain()));
            var ckc = World.ckc(device, ready.exchange().answer().body());
            assertTrue(World.holdsTheKey(device, ckc));
        }

        @Test
        void a_plug_in_sees_what_it_needs_and_its_tlv_is_used() throws Exception {
            var plugIn = new Library(new KeyPayload.Derived(new byte[20], new byte[44], 0x1122, new byte[60]));
            SpcBuilder device = device().put(SpcTag.KEY_FORMATS, formats(0x1122));
            var ready = (Opening.Ready) open(with(plugIn), spc(2, device.payload()), token(plain()));
            assertTrue(ready.exchange().answer().body().length > 100);
            assertArrayEquals(Digest.sha1(LARGE_DER), plugIn.seen.certificateHash());
            assertArrayEquals(device.find(SpcTag.SESSION_BLOCK).orElseThrow(), plugIn.seen.sessionBlock());
            assertEquals(List.of(0x1122L), plugIn.seen.keyFormats());
            assertEquals(KeyRequest.ContentType.UNSPECIFIED, plugIn.seen.contentType());
        }

        @Test
        void a_plug_in_that_answers_in_a_foreign_format_gives_no_license() throws Exception {
            var plugIn = new Library(new KeyPayload.Derived(new byte[20], new byte[44], 0x1122, new byte[60]));
            assertDenied(Refusal.CKC_FAILED, with(plugIn), token(plain()));
        }

        @Test
        void a_plug_in_that_throws_gives_no_license() throws Exception {
            Refused why = assertDenied(Refusal.CKC_FAILED, with(new Library(null)), token(plain()));
            assertTrue(why.reason().contains("IllegalStateException"), why.reason());
            assertFalse(why.reason().contains("secret"), "the text of a stranger's exception is not trusted");
        }

        @Test
        void a_plug_in_cannot_replace_a_built_in_derivation() {
            var impostor = new Library(new KeyPayload.IntegrityMismatch()) {
                @Override
                public String name() {
                    return "standin";
                }
            };
            var found = new Derivations(List.of(impostor)).named("standin").orElseThrow();
            assertInstanceOf(StandInDerivation.class, found);
        }

        @Test
        void a_device_that_reads_no_old_key_format_is_refused() throws Exception {
            SpcBuilder device = device().put(SpcTag.KEY_FORMATS, formats(0x1122));
            var denied = (Opening.Denied) open(fairPlay, spc(1, device.payload()), token(plain()));
            assertEquals(Refusal.CKC_FAILED, denied.why().why());
        }

        @Test
        void the_installed_ones_are_found_by_the_service_loader() {
            DrmSystem system =
                    DrmSystems.fairPlay((_, _) -> List.of(), Optional.empty(), InstantSource.system(), RANDOM);
            assertEquals(Drm.FAIRPLAY, system.drm());
            assertTrue(Derivations.installed().named("fixed-dask").isPresent());
        }

        private FairPlay with(FairPlayDerivation plugIn) {
            var derivations = new Derivations(List.of(plugIn));
            return fairPlay(derivations, credential(1, BUNDLE, plugIn.name(), SMALL, LARGE));
        }

        private Refused assertDenied(Refusal expected, FairPlay system, dev.licet.domain.token.Token token)
                throws MalformedMessage {
            var denied = (Opening.Denied) open(system, spc(1, device().payload()), token);
            assertEquals(expected, denied.why().why());
            return denied.why();
        }

        private static byte[] formats(long tag) {
            return ByteBuffer.allocate(20)
                    .putInt(1)
                    .putInt(0)
                    .putInt(1)
                    .putLong(tag)
                    .array();
        }
    }

    /// A plug-in over a library that gives no DASk away.
    private static class Library implements FairPlayDerivation {
        private final KeyPayload answer;
        private KeyRequest seen;

        Library(KeyPayload answer) {
            this.answer = answer;
        }

        @Override
        public String name() {
            return "library";
        }

        @Override
        public KeyPayload derive(KeyRequest request) {
            seen = request;
            if (answer == null) throw new IllegalStateException("secret");
            return answer;
        }
    }

    private CkcPayload answered(SpcBuilder device, byte[] spc) throws MalformedMessage {
        var ready = assertInstanceOf(Opening.Ready.class, open(fairPlay, spc, token(plain())));
        return World.ckc(device, ready.exchange().answer().body());
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
