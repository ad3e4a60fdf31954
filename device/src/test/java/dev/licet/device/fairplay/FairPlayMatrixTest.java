package dev.licet.device.fairplay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
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
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcTransportProfile;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every wrapping, container version, policy, playback state and kind of device, each with the other
/// (reference: fairplay.md 4.2, 9.1 and 11). What a device must get is written down here cell by cell.
class FairPlayMatrixTest {
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
    private static final DrmSystem SERVER = DrmSystems.fairPlay(
            (_, _) -> List.of(new FairPlayCredential(1, BUNDLE, List.of(SMALL, LARGE), ASK, "standin")),
            Optional.of(PROFILE),
            CLOCK,
            RANDOM);
    private static final FairPlayClient CLIENT = FairPlayClient.standIn(BUNDLE, ASK, CLOCK, RANDOM);
    private static final String REFUSED = "refused";
    private static final String NOTHING = "-";

    /// What the player is doing, as columns of the table have it: the three named states have one column.
    private enum Doing {
        UNKNOWN(Optional.empty()),
        READY(Optional.of(SpcPlaybackState.READY)),
        LEASE_ENDING(Optional.of(SpcPlaybackState.LEASE_ENDING)),
        STOPPED(Optional.of(SpcPlaybackState.STOPPED)),
        PLAYING(Optional.of(SpcPlaybackState.PLAYING));

        private final Optional<Integer> state;

        Doing(Optional<Integer> state) {
            this.state = state;
        }
    }

    private enum Kind {
        /// Enforces HDCP type 1, knows dual expiry, is of the main level.
        NEW(SecurityLevel.MAIN, 0, 1, 3, 4, 5),
        /// Does none of that.
        OLD(SecurityLevel.BASELINE, 4);

        private final SecurityLevel level;
        private final int[] bits;

        Kind(SecurityLevel level, int... bits) {
            this.level = level;
            this.bits = bits;
        }
    }

    /// In every cell, what limits the license: lease and rental in seconds, or storage and playback of an
    /// offline key.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # policy                                  | device that is new                                    | device that is old
            # lease rental playback keep hdcp level   | no state      | ready, ...    | playing               | no state | ready, ... | playing
            0   0    0  no  0 0        | -            | -            | rental 0 31536000     | -       | -                              | rental 0 31536000
            0   3600 0  no  0 0        | refused      | rental 0 3600 | rental 0 3600        | refused | rental 0 3600                  | rental 0 3600
            300 0    0  no  0 0        | refused      | lease 300 0  | lease 300 0           | refused | lease 300 0                    | lease 300 0
            300 3600 0  no  0 0        | refused      | lease_and_rental 300 3600 | lease_and_rental 300 3600 | refused | lease_and_rental 300 3600 | lease_and_rental 300 3600
            0   0    60 no  0 0        | refused      | refused      | refused               | refused | refused                        | refused
            0   0    0  yes 0 0        | offline 0 0  | offline 0 0  | persist 0 0           | -       | persist 0 0                    | persist 0 0
            0   600  0  yes 0 0        | offline 600 0 | offline 600 0 | persist_with_duration 0 600 | refused | persist_with_duration 0 600 | persist_with_duration 0 600
            0   0    60 yes 0 0        | offline 0 60 | offline 0 60 | refused               | refused | refused                        | refused
            0   600  60 yes 0 0        | offline 600 60 | offline 600 60 | refused           | refused | refused                        | refused
            300 0    0  yes 0 0        | refused      | refused      | refused               | refused | refused                        | refused
            0   0    0  no  NOT_REQUIRED 0 | -        | -            | rental 0 31536000     | -       | -                              | rental 0 31536000
            0   0    0  no  TYPE_0 0   | -            | -            | rental 0 31536000     | -       | -                              | rental 0 31536000
            300 0    0  no  TYPE_1 0   | refused      | lease 300 0  | lease 300 0           | refused | refused                        | refused
            0   0    0  no  0 AUDIO    | -            | -            | rental 0 31536000     | -       | -                              | rental 0 31536000
            0   3600 0  no  0 BASELINE | refused      | rental 0 3600 | rental 0 3600        | refused | rental 0 3600                  | rental 0 3600
            0   600  60 yes TYPE_1 MAIN | offline 600 60 | offline 600 60 | refused          | refused | refused                        | refused
            """)
    void every_cell(
            String policy,
            String newUnknown,
            String newReady,
            String newPlaying,
            String oldUnknown,
            String oldReady,
            String oldPlaying)
            throws MalformedMessage {
        Rights rights = rights(policy.split("\\s+"));
        int cells = 0;
        for (Kind kind : Kind.values()) {
            for (Doing doing : Doing.values()) {
                String expected =
                        switch (doing) {
                            case UNKNOWN -> kind == Kind.NEW ? newUnknown : oldUnknown;
                            case READY, LEASE_ENDING, STOPPED -> kind == Kind.NEW ? newReady : oldReady;
                            case PLAYING -> kind == Kind.NEW ? newPlaying : oldPlaying;
                        };
                for (int version = 1; version <= 3; version++) cells += cells(rights, kind, doing, version, expected);
            }
        }
        assertEquals(2 * 5 * 3 * SpcWrapping.values().length, cells);
    }

    /// One SPC in every wrapping.
    private static int cells(Rights rights, Kind kind, Doing doing, int version, String expected)
            throws MalformedMessage {
        SpcSession session = CLIENT.request(options(kind, doing, version));
        for (SpcWrapping wrapping : SpcWrapping.values()) {
            String cell = kind + " " + doing + " " + version + " " + wrapping;
            assertEquals(expected, outcome(session, wrapping, rights, cell), cell);
        }
        return SpcWrapping.values().length;
    }

    private static String outcome(SpcSession session, SpcWrapping wrapping, Rights rights, String cell)
            throws MalformedMessage {
        var request = (Message.LicenseRequest) SERVER.classify(wrapping.wrap(session.spc()), Optional.empty());
        return switch (request.open(token(rights), CLOCK.instant())) {
            case Opening.Ready(var exchange) -> {
                byte[] ckc = wrapping.unwrap(exchange.answer().body());
                yield limit(checked(session.open(ckc), rights, cell));
            }
            case Opening.Denied(var why, var _) -> {
                assertEquals(Refusal.CKC_FAILED, why.why(), cell + ": " + why.reason());
                yield REFUSED;
            }
            case Opening.Reported _, Opening.Remote _, Opening.Paid _ -> "neither granted nor refused";
        };
    }

    private static FairPlayLicense checked(FairPlayLicense license, Rights rights, String cell) {
        assertTrue(license.contentKey().sameAs(KEY), cell);
        assertTrue(license.contentIv().sameAs(IV), cell);
        assertFalse(license.duration().isPresent() && license.offline().isPresent(), cell);
        assertEquals(rights.fairPlay().hdcp().map(Enum::name), license.hdcp().map(Enum::name), cell);
        assertEquals(rights.fairPlay().level().map(Enum::name), license.level().map(Enum::name), cell);
        return license;
    }

    private static String limit(FairPlayLicense license) {
        return Stream.concat(
                        license.duration().map(FairPlayMatrixTest::words).stream(),
                        license
                                .offline()
                                .map(offline -> "offline " + offline.storage() + " " + offline.playback())
                                .stream())
                .findFirst()
                .orElse(NOTHING);
    }

    private static String words(CkcKeyDuration duration) {
        return duration.type().name().toLowerCase(Locale.ROOT) + " " + duration.lease() + " " + duration.rental();
    }

    private static SpcOptions options(Kind kind, Doing doing, int version) {
        SpcOptions options = SpcOptions.ordinary(Math.min(version, 2))
                .withPlaybackState(doing.state)
                .withSecurityLevel(Optional.of(kind.level))
                .withCapabilities(Optional.of(SpcCapabilities.of(kind.bits)));
        return version == 3 ? options.withTransport(PROFILE) : options;
    }

    private static Rights rights(String[] policy) {
        var rules = new FairPlayRules(
                seconds(policy[0]),
                named(policy[4]).map(FairPlayRules.Hdcp::valueOf),
                named(policy[5]).map(FairPlayRules.Level::valueOf));
        return new Rights(
                List.of(new KeyGrant(Optional.empty(), KEY, 1, Hdcp.NONE, Optional.empty())),
                Optional.of(IV),
                Optional.empty(),
                seconds(policy[2]),
                seconds(policy[1]),
                policy[3].equals("yes"),
                List.of(),
                rules);
    }

    private static Optional<String> named(String word) {
        return Optional.of(word).filter(name -> !name.equals("0"));
    }

    private static Optional<Duration> seconds(String number) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(number))).filter(Duration::isPositive);
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
                "licet test", key, new SelfSignedCertificate.Validity(CLOCK.instant(), Duration.ofDays(365)), RANDOM);
    }
}
