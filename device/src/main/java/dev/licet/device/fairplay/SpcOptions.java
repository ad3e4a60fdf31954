package dev.licet.device.fairplay;

import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcStreaming;
import dev.licet.drm.wire.SpcSync;
import dev.licet.drm.wire.SpcTransportProfile;
import java.util.Optional;

/// What an SPC should hold besides the nine required TLLVs.
///
/// @param version       of the container, 1 to 3; 3 needs `transport`
/// @param assetId       2 to 200 bytes of UTF-8
/// @param playbackState one of the constants of [SpcPlaybackState]; without it no limit can be given
/// @param capabilities  what the device promises
/// @param streaming     where the picture goes
/// @param securityLevel what the device reports
/// @param sync          a report about stored keys, which makes the SPC ask for no key
/// @param decoys        how many unknown TLLVs are added to the four that every device sends; 0 adds none at
///                      all
/// @param bundleHash    whether the whole certificate file is named, as older devices do
/// @param transport     for version 3
public record SpcOptions(
        int version,
        String assetId,
        Optional<Integer> playbackState,
        Optional<SpcCapabilities> capabilities,
        Optional<SpcStreaming> streaming,
        Optional<SecurityLevel> securityLevel,
        Optional<SpcSync> sync,
        int decoys,
        boolean bundleHash,
        Optional<SpcTransportProfile> transport) {
    public SpcOptions {
        if (version < 1 || version > 3) throw new IllegalArgumentException("version: must be 1, 2 or 3");
        if ((version == 3) != transport.isPresent()) {
            throw new IllegalArgumentException("transport: is for version 3, which needs it");
        }
    }

    /// An ordinary device about to play: state "ready to start", all capabilities, some decoys.
    ///
    /// @param version 1 or 2
    public static SpcOptions ordinary(int version) {
        return new SpcOptions(
                version,
                "licet",
                Optional.of(SpcPlaybackState.READY),
                Optional.of(SpcCapabilities.of(0, 1, 3, 4)),
                Optional.of(SpcStreaming.LOCAL),
                Optional.of(SecurityLevel.BASELINE),
                Optional.empty(),
                4,
                false,
                Optional.empty());
    }

    /// The least that an SPC can hold.
    ///
    /// @param version 1 or 2
    public static SpcOptions bare(int version) {
        return ordinary(version)
                .withPlaybackState(Optional.empty())
                .withCapabilities(Optional.empty())
                .withStreaming(Optional.empty())
                .withSecurityLevel(Optional.empty())
                .withDecoys(0);
    }

    /// The same in a container of version 3.
    public SpcOptions withTransport(SpcTransportProfile value) {
        return new SpcOptions(
                3,
                assetId,
                playbackState,
                capabilities,
                streaming,
                securityLevel,
                sync,
                decoys,
                bundleHash,
                Optional.of(value));
    }

    /// The same with another asset id.
    public SpcOptions withAssetId(String value) {
        return new SpcOptions(
                version,
                value,
                playbackState,
                capabilities,
                streaming,
                securityLevel,
                sync,
                decoys,
                bundleHash,
                transport);
    }

    /// The same with another playback state or none.
    public SpcOptions withPlaybackState(Optional<Integer> value) {
        return new SpcOptions(
                version, assetId, value, capabilities, streaming, securityLevel, sync, decoys, bundleHash, transport);
    }

    /// The same with other capabilities or none.
    public SpcOptions withCapabilities(Optional<SpcCapabilities> value) {
        return new SpcOptions(
                version, assetId, playbackState, value, streaming, securityLevel, sync, decoys, bundleHash, transport);
    }

    /// The same with another streaming indicator or none.
    public SpcOptions withStreaming(Optional<SpcStreaming> value) {
        return new SpcOptions(
                version,
                assetId,
                playbackState,
                capabilities,
                value,
                securityLevel,
                sync,
                decoys,
                bundleHash,
                transport);
    }

    /// The same with another security level or none.
    public SpcOptions withSecurityLevel(Optional<SecurityLevel> value) {
        return new SpcOptions(
                version, assetId, playbackState, capabilities, streaming, value, sync, decoys, bundleHash, transport);
    }

    /// The same with another report or none.
    public SpcOptions withSync(Optional<SpcSync> value) {
        return new SpcOptions(
                version,
                assetId,
                playbackState,
                capabilities,
                streaming,
                securityLevel,
                value,
                decoys,
                bundleHash,
                transport);
    }

    /// The same with another number of decoys.
    public SpcOptions withDecoys(int value) {
        return new SpcOptions(
                version,
                assetId,
                playbackState,
                capabilities,
                streaming,
                securityLevel,
                sync,
                value,
                bundleHash,
                transport);
    }

    /// The same naming the whole certificate file or not.
    public SpcOptions withBundleHash(boolean value) {
        return new SpcOptions(
                version,
                assetId,
                playbackState,
                capabilities,
                streaming,
                securityLevel,
                sync,
                decoys,
                value,
                transport);
    }
}
