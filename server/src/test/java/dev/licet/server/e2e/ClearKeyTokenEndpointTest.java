package dev.licet.server.e2e;

import dev.licet.domain.Drm;

class ClearKeyTokenEndpointTest extends TokenEndpointContract {
    ClearKeyTokenEndpointTest() {
        super(Drm.CLEARKEY);
    }
}
