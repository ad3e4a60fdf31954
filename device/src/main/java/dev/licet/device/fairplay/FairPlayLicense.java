package dev.licet.device.fairplay;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.CkcHdcp;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.CkcOfflineKey;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.Tllv;
import java.util.List;
import java.util.Optional;

/// What a CKC gave the device.
///
/// @param contentKey 16 bytes
/// @param contentIv  16 bytes
/// @param duration   a lease, a rental or a persistent key
/// @param offline    a persistent key with two expiries
/// @param hdcp       output protection; absent means that the device enforces type 0
/// @param level      how well the picture must be protected; absent means no demand
/// @param returned   what came back of the SPC, in the CKC's order
public record FairPlayLicense(
        SecretBytes contentKey,
        SecretBytes contentIv,
        Optional<CkcKeyDuration> duration,
        Optional<CkcOfflineKey> offline,
        Optional<CkcHdcp> hdcp,
        Optional<CkcSecurityLevel> level,
        List<Tllv> returned) {}
