package dev.licet.server.e2e;

import dev.licet.domain.Drm;

class FairPlayExplainTest extends ExplainContract {
    FairPlayExplainTest() {
        super(Drm.FAIRPLAY);
    }
}
