package dev.licet.drm.widevine;

import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevinePolicy;
import java.util.List;
import java.util.OptionalLong;

/// All that a first license will say, apart from chance.
///
/// @param requestId        the device finds its session by it
/// @param type             how long the device keeps the license
/// @param policy           what is allowed
/// @param keys             what is granted, all with a kid
/// @param startTime        seconds since 1970 by the device's clock
/// @param protectionScheme as the content says
record Grant(
        byte[] requestId,
        WidevineContentId.LicenseType type,
        WidevinePolicy policy,
        List<KeyGrant> keys,
        long startTime,
        OptionalLong protectionScheme) {
    /// Why a token refuses a license to keep.
    static final String NOT_TO_KEEP = "the device asks for a license to keep, which the token does not allow";

    private static final int MAX_REQUEST_ID_BYTES = 64;

    /// What is known of the device that asks.
    ///
    /// @param level the highest robustness level of such devices, 1 to 5
    /// @param time  seconds since 1970 by the device's clock
    record Asking(int level, long time) {
        boolean mayHave(KeyGrant key) {
            return key.kid().isPresent() && key.securityLevel() <= level;
        }
    }

    /// Writes the token's rights down for one device, or says why that cannot be.
    static Finding<Grant> decide(
            Rights rights, WidevineContentId.First content, Asking device, WidevineOptions options) {
        if (content.requestId().length > MAX_REQUEST_ID_BYTES) return Finding.bad("the request id is too long");
        boolean offline = content.type() == WidevineContentId.LicenseType.OFFLINE;
        if (offline && !rights.persistent()) return Finding.bad(NOT_TO_KEEP);
        var keys = rights.keys().stream().filter(device::mayHave).toList();
        if (keys.isEmpty()) {
            return Finding.bad("every key of the token demands more than security level " + device.level()
                    + ", the highest for devices of this system id");
        }
        var policy = Policies.first(rights, options.renewal());
        var scheme = AskedContent.protectionScheme(content);
        return Finding.good(new Grant(content.requestId(), content.type(), policy, keys, device.time(), scheme));
    }

    /// Whether the device will come back to renew or to release, so that it must be given its session to keep.
    boolean keepsSession() {
        return policy.canRenew() || policy.canPersist();
    }
}
