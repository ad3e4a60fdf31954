package dev.licet.server.e2e;

import dev.licet.domain.Drm;

class WidevineExplainTest extends ExplainContract {
    WidevineExplainTest() {
        super(Drm.WIDEVINE);
    }
}
