package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The facts that docs/records.md lists for tokens issued.
class TokenFactsTest {
    private static final Map<String, String> LIMITS = Map.of(
            "expires", "2026-01-02T00:00:00Z",
            "start_window", "60",
            "playback_duration", "70",
            "rental_duration", "80",
            "persistent", "yes",
            "extensions", "wudo,00000001 abcd,ff");

    private static Map<String, String> and(Map<String, String> facts, Map<String, String> more) {
        var all = new HashMap<>(facts);
        all.putAll(more);
        return all;
    }

    @Test
    void rules_that_a_token_does_not_have_are_left_out() {
        var facts = TokenFacts.of(Samples.token(Drm.CLEARKEY, Samples.plain()));
        assertEquals(Map.of("expires", "2026-01-02T00:00:00Z"), facts);
    }

    @Test
    void levels_of_keys_are_those_of_widevine_alone_in_the_order_of_the_keys() {
        var widevine = TokenFacts.of(Samples.token(Drm.WIDEVINE, Samples.limited()));
        assertEquals(and(LIMITS, Map.of("security_level", "1,5", "hdcp", "none,v2_2")), widevine);
        assertEquals(LIMITS, TokenFacts.of(Samples.token(Drm.CLEARKEY, Samples.limited())));
    }

    @Test
    void a_fairplay_token_says_its_lease_and_what_it_demands_of_the_device() {
        var rules = new FairPlayRules(
                Optional.of(Duration.ofSeconds(300)),
                Optional.of(FairPlayRules.Hdcp.TYPE_1),
                Optional.of(FairPlayRules.Level.MAIN));
        var facts = TokenFacts.of(Samples.token(Drm.FAIRPLAY, Samples.limited(rules)));
        var demanded = Map.of("lease_duration", "300", "hdcp_type", "type_1", "required_level", "main");
        assertEquals(and(LIMITS, demanded), facts);
    }

    @Test
    void an_ordered_fault_is_a_fact() {
        var token = Samples.faulty(Samples.token(Drm.CLEARKEY, Samples.plain()), "delay:1500");
        assertEquals("delay:1500", TokenFacts.of(token).get("fault"));
    }

    @Test
    void a_rental_of_playready_says_all_its_rules() {
        var facts = TokenFacts.of(Samples.token(Drm.PLAYREADY, rented()));
        assertEquals(
                Map.ofEntries(
                        Map.entry("expires", "2026-01-02T00:00:00Z"),
                        Map.entry("rights_type", "Rental"),
                        Map.entry("rental_end", "2026-01-02T00:00:00Z"),
                        Map.entry("playback_duration", "70"),
                        Map.entry("unknown_outputs", "SDOnly"),
                        Map.entry("output_control_flags", "fedcba98"),
                        Map.entry("bound_device", "00112233445566778899aabbccddeeff"),
                        Map.entry("min_security_level", "150,2000"),
                        Map.entry("algorithm", "aes_ctr,aes_cbc"),
                        Map.entry("output_levels", "0/0/0/0/0,100/200/300/400/999"),
                        Map.entry("persistent", "yes"),
                        Map.entry("extensions", "wudo,00000001 abcd,ff")),
                facts);
    }

    private static Rights rented() {
        var none = new PlayReadyRules.OutputLevels(0, 0, 0, 0, 0);
        var all = new PlayReadyRules.OutputLevels(100, 200, 300, 400, 999);
        var rules = new PlayReadyRules(
                PlayReadyRules.Purchase.RENTAL,
                Optional.of(Samples.EXPIRY),
                PlayReadyRules.UnknownOutputs.SD_ONLY,
                Optional.of(0xfedcba98),
                Optional.of("00112233445566778899aabbccddeeff"),
                List.of(
                        new PlayReadyRules.KeyRules(150, PlayReadyRules.Algorithm.AES_CTR, none),
                        new PlayReadyRules.KeyRules(2000, PlayReadyRules.Algorithm.AES_CBC, all)));
        return with(Samples.limited(), rules);
    }

    @Test
    void what_is_bought_has_no_end() {
        var facts = TokenFacts.of(Samples.token(Drm.PLAYREADY, with(Samples.plain(), PlayReadyRules.NONE)));
        assertEquals(
                Map.of(
                        "expires", "2026-01-02T00:00:00Z",
                        "rights_type", "BuyToOwn",
                        "unknown_outputs", "Disallow"),
                facts);
    }

    private static Rights with(Rights rights, PlayReadyRules rules) {
        return new Rights(
                rights.keys(),
                rights.iv(),
                rights.startWindow(),
                rights.playbackDuration(),
                rights.rental(),
                rights.persistent(),
                rights.extensions(),
                FairPlayRules.NONE,
                rules,
                WidevineRules.NONE);
    }
}
