package dev.licet.device.fairplay;

import dev.licet.crypto.Digest;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.drm.wire.FairPlayBundle;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.SpcBuilder;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcTag;
import dev.licet.drm.wire.SpcTransportProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// One simulated device with one application certificate (reference: fairplay.md 10). Its device id stays the
/// same for all its SPCs; everything else is drawn anew for each.
public final class FairPlayClient {
    private static final int PROTOCOL_NOBODY_SPEAKS = 99;
    private static final int VERSION_NOBODY_SPEAKS = 9;

    private final byte[] certificateFile;
    private final Function<byte[], SecretBytes> dask;
    private final InstantSource clock;
    private final SecureRandom random;
    private final byte[] hu;

    private FairPlayClient(
            byte[] certificateFile, Function<byte[], SecretBytes> dask, InstantSource clock, SecureRandom random) {
        this.certificateFile = certificateFile.clone();
        this.dask = dask;
        this.clock = clock;
        this.random = random;
        this.hu = bytes(20);
    }

    /// A device that uses the stand-in derivation.
    ///
    /// @param certificateFile as the server hands it out: one DER certificate or a bundle
    /// @param ask             16 bytes
    public static FairPlayClient standIn(
            byte[] certificateFile, SecretBytes ask, InstantSource clock, SecureRandom random) {
        return new FairPlayClient(certificateFile, r2 -> FairPlayKeys.standInDask(ask, r2), clock, random);
    }

    /// A device whose session key is always the same, as in the test vectors of SDKs.
    ///
    /// @param dask 16 bytes
    public static FairPlayClient fixedDask(
            byte[] certificateFile, SecretBytes dask, InstantSource clock, SecureRandom random) {
        return new FairPlayClient(certificateFile, r2 -> dask, clock, random);
    }

    /// The device's id, 20 bytes.
    public byte[] hu() {
        return hu.clone();
    }

    /// Makes an SPC.
    /// @throws IllegalArgumentException when the certificate file has no certificate of the size that the
    ///         version needs
    public SpcSession request(SpcOptions options) {
        return request(options, Misbehavior.NONE);
    }

    /// Makes an SPC with something wrong about it.
    public SpcSession request(SpcOptions options, Misbehavior misbehavior) {
        return request(options, misbehavior, random.nextLong());
    }

    /// Makes the SPC by which a player renews a lease: another one of the same playback session, which says that the
    /// lease is about to end.
    ///
    /// @param played what the license was got with
    public SpcSession renewal(SpcSession played, SpcOptions options) {
        var ending = options.withPlaybackState(Optional.of(SpcPlaybackState.LEASE_ENDING));
        return request(ending, Misbehavior.NONE, played.playback());
    }

    private SpcSession request(SpcOptions options, Misbehavior misbehavior, long playback) {
        SpcBuilder builder =
                SpcBuilder.random(hu, misbehavior == Misbehavior.WRONG_ASK ? this::otherDask : dask, random);
        fill(builder, options);
        options.playbackState().ifPresent(state -> builder.put(SpcTag.PLAYBACK_STATE, playbackState(state, playback)));
        spoil(builder, misbehavior);
        byte[] spc = spoil(seal(builder.payload(), options, misbehavior), misbehavior);
        return new SpcSession(spc, builder, options.playbackState(), playback);
    }

    private void fill(SpcBuilder builder, SpcOptions options) {
        builder.put(SpcTag.ASSET_ID, options.assetId().getBytes(StandardCharsets.UTF_8));
        options.capabilities().ifPresent(value -> builder.put(SpcTag.CAPABILITIES, value.bytes()));
        options.streaming().ifPresent(value -> builder.put(SpcTag.STREAMING_INDICATOR, u64(value.value())));
        options.securityLevel().ifPresent(level -> builder.put(SpcTag.SECURITY_LEVEL, level.report()));
        options.sync().ifPresent(sync -> builder.put(SpcTag.SYNC, sync.bytes()));
        if (options.streaming().isPresent()) {
            builder.returning(SpcTag.ASSET_ID, SpcTag.TRANSACTION_ID, SpcTag.STREAMING_INDICATOR);
        }
        if (options.decoys() > 0) builder.decoys(options.decoys());
    }

    private byte[] playbackState(int state, long playback) {
        return new SpcPlaybackState(clock.instant().getEpochSecond(), state, playback).bytes();
    }

    private SecretBytes otherDask(byte[] r2) {
        return SecretBytes.random(random, FairPlayKeys.ASK_BYTES);
    }

    private void spoil(SpcBuilder builder, Misbehavior misbehavior) {
        switch (misbehavior) {
            case NONE, WRONG_ASK, UNKNOWN_CERTIFICATE, TRUNCATED, WRONG_VERSION -> {}
            case TAMPERED -> {
                byte[] block = builder.find(SpcTag.SESSION_BLOCK).orElseThrow().clone();
                block[block.length - 1] ^= 1;
                builder.put(SpcTag.SESSION_BLOCK, block);
            }
            case NO_REQUIRED_TAG -> builder.without(SpcTag.R2);
            case DUPLICATE_TAG -> builder.repeat(SpcTag.TRANSACTION_ID);
            case BAD_INTEGRITY -> builder.put(SpcTag.INTEGRITY, bytes(16));
            case WRONG_PROTOCOL -> builder.put(SpcTag.VERSION_USED, new byte[] {0, 0, 0, PROTOCOL_NOBODY_SPEAKS});
        }
    }

    private static byte[] spoil(byte[] spc, Misbehavior misbehavior) {
        return switch (misbehavior) {
            case TRUNCATED -> Arrays.copyOf(spc, spc.length - 16);
            case WRONG_VERSION -> {
                spc[3] = VERSION_NOBODY_SPEAKS;
                yield spc;
            }
            case NONE,
                    TAMPERED,
                    UNKNOWN_CERTIFICATE,
                    WRONG_ASK,
                    NO_REQUIRED_TAG,
                    DUPLICATE_TAG,
                    BAD_INTEGRITY,
                    WRONG_PROTOCOL -> spc;
        };
    }

    private byte[] seal(byte[] payload, SpcOptions options, Misbehavior misbehavior) {
        byte[] certificate = certificate(options.version() == 1 ? 1024 : 2048);
        RsaPublicKey key = SelfSignedCertificate.publicKeyOf(certificate).orElseThrow();
        byte[] named = options.bundleHash() ? certificateFile : certificate;
        byte[] hash = options.version() == 3 ? Digest.sha256(named) : Digest.sha1(named);
        if (misbehavior == Misbehavior.UNKNOWN_CERTIFICATE) hash = bytes(hash.length);
        var recipient = new SpcContainer.Recipient(key, hash);
        if (options.version() != 3) {
            return SpcContainer.Plain.seal(options.version(), recipient, payload, random);
        }
        SpcTransportProfile profile = options.transport().orElseThrow();
        return SpcContainer.Authenticated.seal(profile, recipient, payload, random);
    }

    private byte[] certificate(int bits) {
        return FairPlayBundle.split(certificateFile).stream()
                .filter(der -> SelfSignedCertificate.publicKeyOf(der)
                        .filter(key -> key.bits() == bits)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the certificate file has no certificate with a key of " + bits + " bits"));
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
