package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import org.junit.jupiter.api.Test;

class PlayReadyTokenEndpointTest extends TokenEndpointContract {
    PlayReadyTokenEndpointTest() {
        super(Drm.PLAYREADY);
    }

    /// `-2030` is raised by a database that is gone, and `-4001` by a device.
    @Test
    void with_the_two_that_other_tests_raise_the_codes_are_36() {
        assertEquals(36, TokenCatalogue.reachable(Drm.PLAYREADY).size() + 2);
    }
}
