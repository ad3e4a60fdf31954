package dev.licet.drm.widevine;

import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import java.time.Instant;

/// A signed license request in which we cannot find our way. An upstream may; since it could ask for anything, it
/// counts as a request for a first license and is charged.
///
/// @param why what is wrong with it
record UnreadRequest(Widevine widevine, SignedRequest signed, String why) implements Message.LicenseRequest {
    @Override
    public Opening open(Token token, Instant now) {
        return widevine.routing()
                .first(token, new UpstreamRouting.Left(signed.body(), why, Device.UNKNOWN, new Wanted.Unread()));
    }
}
