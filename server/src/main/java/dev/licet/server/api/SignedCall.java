package dev.licet.server.api;

import dev.licet.crypto.Digest;
import dev.licet.domain.Drm;
import dev.licet.domain.request.Signed;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.drm.Warrant;
import dev.licet.drm.system.FormerService;
import dev.licet.http.Request;
import dev.licet.keys.license.LicenseOrder;
import dev.licet.keys.license.Signatory;
import java.util.HexFormat;
import java.util.Optional;

/// What a proxy sent, and who it is.
record SignedCall(Request request, Signatory signatory, Signed signed) {
    RedemptionCall call(byte[] payload) {
        return new RedemptionCall(
                request.environment(),
                Drm.WIDEVINE,
                Optional.empty(),
                new Sent.Body(payload, Optional.empty()),
                request.id());
    }

    Warrant warrant(LicenseOrder order) {
        String mark = HexFormat.of().formatHex(Digest.sha256(signed.message()));
        return new Warrant(order.token(), mark, order.facts());
    }

    /// Whether another installation of this program has sent it on.
    boolean isSentOn() {
        return request.fields().first(FormerService.MARK).isPresent();
    }
}
