package dev.licet.drm.fairplay;

import dev.licet.domain.token.FairPlayRules;
import dev.licet.drm.wire.CkcHdcp;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPayload;
import java.util.Locale;
import java.util.Optional;

/// How well a device must protect what it plays (reference: fairplay.md 4.2, 6.2).
///
/// @param hdcp  output protection, if the token says anything
/// @param level security level, if the token demands one
record Protection(Optional<CkcHdcp> hdcp, Optional<CkcSecurityLevel> level) {
    /// The deny list of kernel extensions that a Mac must have to count as more than baseline, of September 2024.
    static final long NEWEST_DENY_LIST = 31;

    static Protection of(FairPlayRules rules) {
        return new Protection(rules.hdcp().map(Protection::of), rules.level().map(Protection::of));
    }

    private static CkcHdcp of(FairPlayRules.Hdcp hdcp) {
        return switch (hdcp) {
            case NOT_REQUIRED -> CkcHdcp.NOT_REQUIRED;
            case TYPE_0 -> CkcHdcp.TYPE_0;
            case TYPE_1 -> CkcHdcp.TYPE_1;
        };
    }

    private static CkcSecurityLevel of(FairPlayRules.Level level) {
        return switch (level) {
            case AUDIO -> CkcSecurityLevel.AUDIO;
            case BASELINE -> CkcSecurityLevel.BASELINE;
            case MAIN -> CkcSecurityLevel.MAIN;
        };
    }

    /// Why this device must not get the key.
    Optional<String> refused(SpcPayload spc) {
        boolean type1 = hdcp.filter(CkcHdcp.TYPE_1::equals).isPresent();
        if (type1 && !spc.capabilities().has(SpcCapabilities.HDCP_TYPE_1)) {
            return Optional.of("-42604 the key needs HDCP type 1, which the device does not enforce");
        }
        return level.filter(wanted -> !reaches(wanted, spc))
                .map(wanted -> "-42604 the key needs security level "
                        + wanted.name().toLowerCase(Locale.ROOT) + ", which the device does not reach");
    }

    private static boolean reaches(CkcSecurityLevel wanted, SpcPayload spc) {
        return switch (wanted) {
            case AUDIO -> true;
            case BASELINE -> spc.securityLevel().map(Protection::isForPictures).orElse(true);
            case MAIN -> reachesMain(spc);
        };
    }

    private static boolean isForPictures(long reported) {
        return reported == CkcSecurityLevel.BASELINE.value() || reported == CkcSecurityLevel.MAIN.value();
    }

    /// Older devices report nothing; of those, only the ones that say that they are no better than baseline are
    /// turned away, as Apple's own rules have it.
    private static boolean reachesMain(SpcPayload spc) {
        if (spc.kdlVersion().orElse(NEWEST_DENY_LIST) < NEWEST_DENY_LIST) return false;
        SpcCapabilities can = spc.capabilities();
        boolean baselineOnly = can.has(SpcCapabilities.BASELINE) && !can.has(SpcCapabilities.MAIN);
        return spc.securityLevel()
                .map(reported -> reported == CkcSecurityLevel.MAIN.value())
                .orElse(!baselineOnly);
    }
}
