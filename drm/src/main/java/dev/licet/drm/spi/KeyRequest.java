package dev.licet.drm.spi;

import dev.licet.crypto.SecretBytes;
import java.util.List;

/// All that the secret step of one SPC needs. Arrays are lent: a plug-in reads them and neither changes nor
/// keeps them.
///
/// @param contentKey      16 bytes
/// @param contentIv       16 bytes
/// @param contentType     what the key protects
/// @param sessionBlock    value of the `[SK..R1]` TLLV: IV 16, then 96 encrypted bytes
/// @param r2              value of the R2 TLLV, 21 bytes
/// @param integrity       value of the integrity TLLV, 16 bytes
/// @param keyFormats      tags of the content-key TLLVs that the device reads, never empty unless the device
///                        says so
/// @param protocolVersion the protocol version used, unsigned
/// @param secret          what the credential holds: the ASk (16 bytes) or provisioning data
/// @param certificateHash SHA-1 of the DER certificate that the SPC was made for, 20 bytes
public record KeyRequest(
        SecretBytes contentKey,
        SecretBytes contentIv,
        ContentType contentType,
        byte[] sessionBlock,
        byte[] r2,
        byte[] integrity,
        List<Long> keyFormats,
        long protocolVersion,
        SecretBytes secret,
        byte[] certificateHash) {
    public KeyRequest {
        keyFormats = List.copyOf(keyFormats);
        if (contentKey.length() != 16) throw new IllegalArgumentException("contentKey: must have 16 bytes");
        if (contentIv.length() != 16) throw new IllegalArgumentException("contentIv: must have 16 bytes");
    }

    /// Names no bytes.
    @Override
    public String toString() {
        return "KeyRequest[" + contentType + "]";
    }

    /// What a content key protects, in the words of Apple's library.
    public enum ContentType {
        /// Ultra-high definition.
        UHD,
        /// High definition.
        HD,
        /// Standard definition.
        SD,
        /// Audio.
        AUDIO,
        /// The token does not say.
        UNSPECIFIED
    }
}
