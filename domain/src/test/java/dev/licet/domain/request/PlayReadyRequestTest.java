package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Profile;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.PlayReadyRules.Algorithm;
import dev.licet.domain.token.PlayReadyRules.KeyRules;
import dev.licet.domain.token.PlayReadyRules.OutputLevels;
import dev.licet.domain.token.PlayReadyRules.Purchase;
import dev.licet.domain.token.PlayReadyRules.UnknownOutputs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// token-api.md 7: what PlayReady tokens are made of.
class PlayReadyRequestTest extends TokenDesk {
    private static final String BOUGHT = ONE_KEY + LEVELS + "&rightsType=BuyToOwn";
    private static final String RENTED = ONE_KEY + LEVELS + "&rightsType=Rental&generalFlags=00000001";
    private static final OutputLevels SENT = new OutputLevels(150, 200, 400, 250, 270);

    private PlayReadyRules rules(String query) {
        return token(Drm.PLAYREADY, query).rights().playReady();
    }

    private int code(String query) {
        return code(Drm.PLAYREADY, query);
    }

    @Test
    void what_is_bought_needs_levels_alone() {
        var rules = rules(BOUGHT);
        assertEquals(Purchase.BUY_TO_OWN, rules.purchase());
        assertEquals(Optional.empty(), rules.end());
        assertEquals(UnknownOutputs.DISALLOW, rules.unknownOutputs());
        assertEquals(Optional.empty(), rules.outputControls());
        assertEquals(Optional.empty(), rules.device());
        assertEquals(List.of(new KeyRules(2000, Algorithm.AES_CTR, SENT)), rules.keys());
        assertFalse(token(Drm.PLAYREADY, BOUGHT).rights().persistent());
    }

    @Test
    void a_rental_has_an_end_and_perhaps_a_time_to_play() {
        var token = token(Drm.PLAYREADY, RENTED + "&rental.periodEndTime=%2B3600&rental.playDuration=60");
        assertTrue(token.rights().persistent());
        assertEquals(Purchase.RENTAL, token.rights().playReady().purchase());
        var end = Instant.parse("2026-11-21T13:00:00Z");
        assertEquals(end, token.rights().playReady().end().orElseThrow().truncatedTo(ChronoUnit.SECONDS));
        assertEquals(Optional.of(Duration.ofSeconds(60)), token.rights().playbackDuration());
        var unlimited =
                token(Drm.PLAYREADY, RENTED + "&rental.periodEndTime=2026-11-22T00:00:00Z&rental.playDuration=0");
        assertEquals(Optional.empty(), unlimited.rights().playbackDuration());
    }

    @Test
    void what_is_bought_ignores_the_limits_of_a_rental() {
        var token = token(Drm.PLAYREADY, BOUGHT + "&rental.periodEndTime=%2B3600&rental.playDuration=60");
        assertEquals(Optional.empty(), token.rights().playReady().end());
        assertEquals(Optional.empty(), token.rights().playbackDuration());
        assertTrue(events.getLast().facts().get("lint").contains("rental-ignored"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', -2022",
        "&rental.periodEndTime=, -2022",
        "&rental.periodEndTime=soon, -2022",
        "&rental.periodEndTime=2026-11-21T12:00:00Z, -2022",
        "&rental.periodEndTime=2106-02-07T06:28:15Z, 0",
        "&rental.periodEndTime=2106-02-07T06:28:16Z, -2022",
        "&rental.periodEndTime=%2B60&rental.playDuration=, -2023",
        "&rental.periodEndTime=%2B60&rental.playDuration=x, -2025"
    })
    void the_end_of_a_rental_lies_ahead_and_fits_a_token(String end, int code) {
        assertEquals(code, code(RENTED + end));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, BuyToOwn, 0",
        "00000000, BuyToOwn, 0",
        "00000001, BuyToOwn, 0",
        "0001, BuyToOwn, -5003",
        "'', BuyToOwn, -5003",
        "00000000, Rental, -5003"
    })
    void only_a_license_that_is_kept_can_be_rented(String flags, String type, int code) {
        String query = ONE_KEY + LEVELS + "&rightsType=" + type + "&generalFlags=" + flags;
        assertEquals(code, code(query + "&rental.periodEndTime=%2B60"));
    }

    @Test
    void rights_are_required_and_are_two() {
        assertEquals(-2020, code(ONE_KEY + LEVELS));
        assertEquals(-2021, code(ONE_KEY + LEVELS + "&rightsType=Lease"));
    }

    @ParameterizedTest
    @CsvSource({
        "analogVideoOPL",
        "compressedDigitalAudioOPL",
        "compressedDigitalVideoOPL",
        "uncompressedDigitalAudioOPL",
        "uncompressedDigitalVideoOPL"
    })
    void each_level_is_required_and_goes_from_0_to_999(String name) {
        String without = BOUGHT.replaceAll("&" + name + "=[0-9]+", "");
        assertEquals(
                "Send all five output protection levels, 0 to 999.",
                denied(Drm.PLAYREADY, without).hint().orElse(""));
        assertEquals(0, code(without + "&" + name + "=0"));
        assertEquals(0, code(without + "&" + name + "=999"));
        assertEquals(-2034, code(without + "&" + name + "=1000"));
    }

    @ParameterizedTest
    @CsvSource({
        "minCertSecurityLevel=150, 150, AES_CTR",
        "minCertSecurityLevel=3000&algId=aescbc, 3000, AES_CBC",
        "minCertSecurityLevel=&algId=, 2000, AES_CTR",
        "algId=aesctr, 2000, AES_CTR"
    })
    void a_key_may_say_its_level_and_its_mode(String query, int level, Algorithm algorithm) {
        assertEquals(
                List.of(new KeyRules(level, algorithm, SENT)),
                rules(BOUGHT + "&" + query).keys());
    }

    @ParameterizedTest
    @CsvSource({
        "minCertSecurityLevel=151, -2034",
        "minCertSecurityLevel=x, -2034",
        "algId=cenc, -2034",
        "unknownOutputBehavior=Perhaps, -5001",
        "outputControlFlags=00, -2040",
        "outputControlFlags=zzzzzzzz, -2008",
        "deviceId=00, -5004",
        "deviceId=zz112233445566778899aabbccddeeff, -5005"
    })
    void what_is_no_rule_raises_its_code(String query, int code) {
        assertEquals(code, code(BOUGHT + "&" + query));
    }

    @Test
    void outputs_that_nobody_knows_and_flags_are_carried() {
        var rules = rules(BOUGHT + "&unknownOutputBehavior=SDOnly&outputControlFlags=fedcba98");
        assertEquals(UnknownOutputs.SD_ONLY, rules.unknownOutputs());
        assertEquals(Optional.of(0xfedcba98), rules.outputControls());
        assertEquals(
                UnknownOutputs.ALLOW,
                rules(BOUGHT + "&unknownOutputBehavior=Allow").unknownOutputs());
    }

    @Test
    void a_token_is_for_one_device_in_whichever_spelling() {
        String device = "00112233445566778899AABBCCDDEEFF";
        var bound = Optional.of("00112233445566778899aabbccddeeff");
        assertEquals(bound, rules(BOUGHT + "&deviceId=" + device).device());
        assertEquals(bound, rules(BOUGHT + "&deviceid=" + device).device());
        String both = "&deviceId=" + device + "&deviceid=";
        assertEquals(
                bound, rules(BOUGHT + both + "00112233445566778899aabbccddeeff").device());
        var two = denied(Drm.PLAYREADY, BOUGHT + both + "10112233445566778899aabbccddeeff");
        assertEquals("deviceId and deviceid name two devices", two.reason());
    }

    @Test
    void keys_with_an_index_have_rules_of_their_own() {
        options = with(Profile.CURRENT);
        String query = "kid.0=" + KID + "&contentKey.0=" + KEY + "&kid.1=" + KEK + "&contentKey.1=" + KEY + LEVELS
                + "&rightsType=BuyToOwn&minCertSecurityLevel.1=150&algId.1=aescbc&analogVideoOPL.1=100";
        var other = new OutputLevels(100, 200, 400, 250, 270);
        assertEquals(
                List.of(new KeyRules(2000, Algorithm.AES_CTR, SENT), new KeyRules(150, Algorithm.AES_CBC, other)),
                rules(query).keys());
    }

    @ParameterizedTest
    @CsvSource({"abcd, 0", "AZaz, 0", "ab1d, -2036", "@bcd, -2036", "[bcd, -2036", "`bcd, -2036", "{bcd, -2036"})
    void extensions_are_named_by_four_letters(String type, int code) {
        String query = BOUGHT + "&extensionType=" + type + "&extensionPayload=AAAA";
        assertEquals(code, code(query));
        var carried = List.of(new Extension(type, new byte[3]));
        if (code == 0)
            assertEquals(carried, token(Drm.PLAYREADY, query).rights().extensions());
    }

    @Test
    void a_key_and_a_kek_are_one_too_many() {
        assertEquals(-5007, code(BOUGHT + "&kek=" + KEK));
    }

    @ParameterizedTest
    @CsvSource({
        "analogVideoOPL, 100, 201",
        "compressedDigitalAudioOPL, 300, 301",
        "compressedDigitalVideoOPL, 500, 100",
        "uncompressedDigitalAudioOPL, 100, 50",
        "uncompressedDigitalVideoOPL, 300, 200"
    })
    void a_level_without_a_meaning_is_noticed(String name, int known, int odd) {
        String without = BOUGHT.replaceAll("&" + name + "=[0-9]+", "") + "&" + name + "=";
        assertFalse(lints(without + known).contains(Lint.ODD_OUTPUT_LEVEL));
        assertTrue(lints(without + odd).contains(Lint.ODD_OUTPUT_LEVEL));
    }

    @Test
    void a_limit_of_a_rental_that_is_none_is_noticed() {
        assertFalse(lints(BOUGHT).contains(Lint.RENTAL_IGNORED));
        assertTrue(lints(BOUGHT + "&rental.periodEndTime=%2B60").contains(Lint.RENTAL_IGNORED));
        assertTrue(lints(BOUGHT + "&rental.playDuration=60").contains(Lint.RENTAL_IGNORED));
        assertFalse(lints(RENTED + "&rental.periodEndTime=%2B60").contains(Lint.RENTAL_IGNORED));
    }

    private List<Lint> lints(String query) {
        return switch (issuer().issue(call(Drm.PLAYREADY, query))) {
            case TokenOutcome.Issued issued -> issued.lints();
            case TokenOutcome.Denied denied -> throw new AssertionError(denied);
        };
    }
}
