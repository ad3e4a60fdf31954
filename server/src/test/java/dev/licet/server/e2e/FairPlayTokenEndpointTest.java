package dev.licet.server.e2e;

import dev.licet.domain.Drm;

class FairPlayTokenEndpointTest extends TokenEndpointContract {
    FairPlayTokenEndpointTest() {
        super(Drm.FAIRPLAY);
    }
}
