package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.token.Rights;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `licetFault` on token requests (docs/fault-injection.md).
class OrderedFaultsTest extends TokenDesk {
    private static final Optional<Duration> SHORT = Optional.of(Duration.ofSeconds(10));
    private static final Optional<Duration> NONE = Optional.empty();
    private static final String FAULT = "&licetFault=short-license:10";

    private Rights rights(Drm drm, String query) {
        return token(drm, query).rights();
    }

    @Test
    void a_code_of_token_requests_is_given_at_once() {
        var refused = denied(Drm.CLEARKEY, "licetFault=code:-2005");
        assertEquals(Refusal.CONTENT_KEY, refused.why());
        assertEquals("ordered with licetFault", refused.reason());
        assertEquals(Optional.of("licetFault"), refused.parameter());
        assertEquals(Optional.of("Leave licetFault out."), refused.hint());
    }

    @Test
    void what_concerns_redemptions_goes_into_the_token() {
        for (String text : new String[] {"code:-4001", "status:503", "delay:1500"}) {
            var token = token(Drm.CLEARKEY, ONE_KEY + "&licetFault=" + text);
            assertEquals(Optional.of(text), token.fault().map(fault -> fault.text()));
        }
    }

    @Test
    void in_production_nothing_can_be_ordered() {
        var parameters = Parameters.read("licetFault=code:-2005", new byte[0]);
        assertEquals(Optional.empty(), Faults.ordered(Environment.PRODUCTION, parameters));
    }

    @Test
    void a_short_widevine_license_limits_its_beginning_and_its_time() {
        var rights = rights(Drm.WIDEVINE, ONE_KEY + "&securityLevel=1&hdcpOutputControl=0" + FAULT);
        assertEquals(SHORT, rights.startWindow());
        assertEquals(SHORT, rights.playbackDuration());
        assertEquals(NONE, rights.rental());
    }

    @Test
    void a_short_fairplay_license_limits_its_rental_and_what_else_was_asked_for() {
        String query = "contentKey=" + KEY + "&iv=" + KEK + FAULT;
        var plain = rights(Drm.FAIRPLAY, query);
        assertEquals(NONE, plain.startWindow());
        assertEquals(NONE, plain.playbackDuration());
        assertEquals(SHORT, plain.rental());
        assertEquals(NONE, plain.fairPlay().lease());
        assertEquals(
                SHORT,
                rights(Drm.FAIRPLAY, query + "&licetLeaseDuration=300")
                        .fairPlay()
                        .lease());
        String kept = query + "&licetPersistent=true&licetPlaybackDuration=300";
        assertEquals(SHORT, rights(Drm.FAIRPLAY, kept).playbackDuration());
    }

    @Test
    void without_a_fault_limits_are_those_of_the_request() {
        String query = ONE_KEY + "&securityLevel=1&hdcpOutputControl=0&licenseDuration=300";
        assertEquals(
                Optional.of(Duration.ofSeconds(300)),
                rights(Drm.WIDEVINE, query).playbackDuration());
    }
}
