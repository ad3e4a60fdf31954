package dev.licet.server.e2e;

import dev.licet.domain.Drm;

class WidevineTokenEndpointTest extends TokenEndpointContract {
    WidevineTokenEndpointTest() {
        super(Drm.WIDEVINE);
    }
}
