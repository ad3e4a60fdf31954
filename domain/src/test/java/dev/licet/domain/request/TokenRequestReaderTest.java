package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which requests are good, and which code is raised for the first thing that is wrong.
class TokenRequestReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.750Z");
    private static final String KEY = "5438b719bf47a2f5678237477db2f9e6";
    private static final String KEK = "000102030405060708090a0b0c0d0e0f";
    private static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    private static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    private static final String WV = "kid=" + KID + "&contentKey=" + KEY + "&securityLevel=1&hdcpOutputControl=0";
    private static final String FP = "contentKey=" + KEY + "&iv=" + KEK;

    private static TokenRequest read(Drm drm, Profile profile, String query) throws BadParameter {
        var options = new Options(
                Set.of(Drm.values()), profile, Duration.ofDays(30), Duration.ofSeconds(60), OptionalInt.empty());
        var fields = new Fields(Parameters.read(query, new byte[0]));
        return TokenRequestReader.read(new Submission(drm, fields, options, PackagedLookup.NONE, NOW));
    }

    private static TokenRequest wv(String query) throws BadParameter {
        return read(Drm.WIDEVINE, Profile.PUBLISHED, query);
    }

    private static TokenRequest fp(String query) throws BadParameter {
        return read(Drm.FAIRPLAY, Profile.PUBLISHED, query);
    }

    private static int refusal(Drm drm, Profile profile, String query) {
        Refused refused = assertThrows(BadParameter.class, () -> read(drm, profile, query))
                .refused();
        return refused.why().code();
    }

    /// token-api.md 16: the list of the reader is the list of the rules, and none is missing in between.
    @Test
    void the_rules_are_read_in_the_published_order() {
        var read = TokenRequestReader.IN_ORDER.stream()
                .map(TokenRequestReader.Step::rule)
                .toList();
        var published = EnumSet.range(Rule.GENERAL_FLAGS, Rule.COOKIE);
        assertEquals(List.copyOf(published), read);
    }

    /// The decision table of token-api.md 8.2. A dash means that the request is good.
    @Nested
    class Where_the_content_key_comes_from {
        @ParameterizedTest(name = "contentKey {0}, kek {1}, ek {2}, kid {3}: Widevine {4}, FairPlay {5}")
        @CsvSource({
            "x, -, -, x,     0,     0",
            "x, -, -, -, -4018,     0",
            "-, x, x, x,     0, -6005",
            "-, x, x, -, -4018,     0",
            "-, x, -, x,     0,     0",
            "-, x, -, -, -4018, -4018",
            "-, -, -, x, -2005, -2005",
            "-, -, x, x, -4024, -4024",
            "-, -, x, -, -4018, -4024",
            "x, x, -, x, -6005, -6005",
            "x, x, x, x, -6005, -6005",
            "x, x, -, -, -4018, -6005",
            "x, -, x, x, -4024, -4024",
            "-, -, -, -, -4018, -2005"
        })
        void follows_the_table(String contentKey, String kek, String ek, String kid, int widevine, int fairPlay) {
            String keys = sent(contentKey, "contentKey=" + KEY)
                    + sent(kek, "kek=" + KEK)
                    + sent(ek, "ek=" + EK)
                    + sent(kid, "kid=" + KID);
            assertEquals(widevine, code(Drm.WIDEVINE, keys + "&securityLevel=1&hdcpOutputControl=0"));
            assertEquals(fairPlay, code(Drm.FAIRPLAY, keys + "&iv=" + KEK));
        }

        private String sent(String mark, String parameter) {
            return mark.equals("x") ? "&" + parameter : "";
        }

        private int code(Drm drm, String query) {
            try {
                read(drm, Profile.PUBLISHED, query);
                return 0;
            } catch (BadParameter bad) {
                return bad.refused().why().code();
            }
        }
    }

    @Nested
    class Expiration {
        @ParameterizedTest
        @CsvSource({
            "%2B60, 2026-11-21T12:01:00Z",
            "+60, 2026-11-21T12:01:00Z",
            "%2B2592000, 2026-12-21T12:00:00Z",
            "2026-11-21T12:00:01Z, 2026-11-21T12:00:01Z",
            "2026-11-22T00:00:00.5Z, 2026-11-22T00:00:00Z",
            "2026-11-22T00:00:00.123456789012Z, 2026-11-22T00:00:00Z",
            "2026-12-21T12:00:00Z, 2026-12-21T12:00:00Z"
        })
        void is_read(String text, Instant expires) throws BadParameter {
            assertEquals(expires, wv(WV + "&expirationTime=" + text).expires());
        }

        @Test
        void is_thirty_days_when_absent() throws BadParameter {
            assertEquals(Instant.parse("2026-12-21T12:00:00Z"), wv(WV).expires());
        }

        @ParameterizedTest
        @CsvSource({
            "''",
            "60",
            "%2B",
            "%2B0",
            "-60",
            "%2B-60",
            "%2B2592001",
            "%2B99999999999999999999",
            "2026-11-21T12:00:00Z",
            "2006-04-14T12:01:10Z",
            "2026-12-21T12:00:01Z",
            "2026-11-22T00:00:00z",
            "2026-11-22t00:00:00Z",
            "2026-11-22T00:00:00%2B02:00",
            "2026-11-22T00:00:00",
            "2026-11-31T00:00:00Z",
            "2026-11-22T24:00:00.Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T23:60:00Z",
            "2026-11-22T23:59:60Z",
            "2026-11-22T25:00:00Z",
            "9999-12-31T23:59:59Z",
            "0000-00-00T00:00:00Z",
            "%D9%A2026-11-22T00:00:00Z",
            "%2B%D9%A1"
        })
        void is_refused_with_the_servers_time(String text) {
            var bad = assertThrows(BadParameter.class, () -> wv(WV + "&expirationTime=" + text));
            assertEquals(-2002, bad.refused().why().code());
            assertTrue(
                    bad.refused().message().contains("2026-11-21T12:00:00Z"),
                    bad.refused().message());
        }

        @Test
        void is_refused_with_the_distance() {
            var past = assertThrows(BadParameter.class, () -> wv(WV + "&expirationTime=2026-11-21T11:59:30Z"));
            assertTrue(past.refused().message().contains("30 seconds in the past"));
            var far = assertThrows(BadParameter.class, () -> wv(WV + "&expirationTime=%2B2592042"));
            assertTrue(far.refused().message().contains("42 seconds beyond"));
        }
    }

    @Nested
    class Widevine {
        @Test
        void the_published_sample_is_read() throws BadParameter {
            var request = wv(WV);
            assertEquals(1, request.keys().size());
            assertEquals(KID, request.keys().getFirst().kid().orElseThrow().hex());
            assertEquals(Optional.empty(), request.playbackDuration());
        }

        @Test
        void the_second_sample_is_read() throws BadParameter {
            var request = wv("kid=%5ECNN.2014.12.18&kek=" + KEK + "&securityLevel=3&hdcpOutputControl=2"
                    + "&licenseDuration=172800&wvExtension=wudo%2CAAAAAA%3D%3D&expirationTime=%2B60&cookie=order-4711");
            var key = request.keys().getFirst();
            assertEquals(
                    "874cc4da3e96faf052d2a7f1d8dab7c2", key.kid().orElseThrow().hex());
            assertEquals(3, key.securityLevel());
            assertEquals(Hdcp.V2, key.hdcp());
            assertEquals(Duration.ofDays(2), request.playbackDuration().orElseThrow());
            assertEquals("wudo,00000000", request.extensions().getFirst().toString());
            assertEquals("order-4711", request.cookie().orElseThrow());
        }

        @ParameterizedTest
        @CsvSource({
            "generalFlags=0001, -5003",
            "generalFlags=00000001, -5003",
            "generalFlags=, -5003",
            "generalFlags=0000&generalFlags=0000, -5003",
            "deviceId=00, -7002",
            "deviceid=00, -7002",
            "rentalDuration=x, -6007",
            "licenseDuration=x, -7007",
            "licenseDuration=-1, -7007",
            "licenseDuration=4294967296, -7007",
            "licenseDuration=, -7007",
            "wvExtension=wudo, -7009",
            "wvExtension=, -7009",
            "'wvExtension=wudo,', -2035",
            "'wvExtension=wud,AAAAAA==', -2036",
            "'wvExtension=wudoo,AAAAAA==', -2036",
            "'wvExtension=wudo,%21', -2037",
            "'wvExtension=wudo,AAAA', -2040",
            "extensionType=wudo, -2035",
            "extensionPayload=AAAAAA==, -2035",
            "extensionType=abc&extensionPayload=AAAAAA==, -2036",
            "extensionType=abcd&extensionPayload=*, -2037",
            "outputControlFlags=00, -2040",
            "outputControlFlags=zzzzzzzz, -2008",
            "analogVideoOPL=1000, -2034",
            "rightsType=Rental, -2022",
            "rental.playDuration=, -2023",
            "rental.playDuration=x, -2025",
            "ipAddress=nowhere, -2003",
            "ipAddress=, -2003",
            "ipAddress=999.1.1.1, -2003",
            "ipAddress=256.1.1.1, -2003",
            "ipAddress=1.2.3, -2003",
            "ipAddress=1.2.3.4.5, -2003",
            "ipAddress=010.1.1.1, -2003",
            "ipAddress=0x7f.1.1.1, -2003",
            "ipAddress=:::, -2003",
            "ipAddress=12345::, -2003",
            "ipAddress=1::2::3, -2003",
            "ipAddress=::1.2.3.400, -2003",
            "ipAddress=fe80::1%25lo, -2003",
            "ipAddress=[::1], -2003",
            "ipAddress=localhost, -2003",
            "cookie=123456789012345678901234567890123, -2033",
            "cookie=a%0Ab, -2033",
            "cookie=a&cookie=a, -2033",
            "cookie=%ff, -2033",
            "contentId=a&contentId=b, -6005"
        })
        void one_bad_parameter_raises_its_code(String parameter, int code) {
            assertEquals(code, refusal(Drm.WIDEVINE, Profile.PUBLISHED, WV + "&" + parameter));
        }

        @ParameterizedTest
        @CsvSource({
            "kid=" + KID + ", kid=, -4018",
            "kid=" + KID + ", kid=abc, -4020",
            "kid=" + KID + ", kid=zz1a706ac2b36002888f6d4a414333c3, -4022",
            "kid=" + KID + ", kid=%5E, -4022",
            "kid=" + KID + ", kid=" + KID + "&kid=" + KID + ", -4022",
            "contentKey=" + KEY + ", contentKey=, -2027",
            "contentKey=" + KEY + ", contentKey=00, -2027",
            "contentKey=" + KEY + ", contentKey=zz38b719bf47a2f5678237477db2f9e6, -2005",
            "contentKey=" + KEY + ", kek=00&ek=" + EK + ", -4024",
            "contentKey=" + KEY + ", kek=" + KEK + "&ek=00, -4024",
            "contentKey=" + KEY + ", kek=" + KEK + "&ek=, -4024",
            "&securityLevel=1, '', -7003",
            "securityLevel=1, securityLevel=0, -7004",
            "securityLevel=1, securityLevel=6, -7004",
            "securityLevel=1, securityLevel=1.5, -7004",
            "securityLevel=1, securityLevel=1&securityLevel=1, -7004",
            "&hdcpOutputControl=0, '', -7006",
            "hdcpOutputControl=0, hdcpOutputControl=3, -2034",
            "hdcpOutputControl=0, hdcpOutputControl=x, -2034"
        })
        void one_changed_parameter_raises_its_code(String good, String bad, int code) {
            assertEquals(code, refusal(Drm.WIDEVINE, Profile.PUBLISHED, WV.replace(good, bad)));
        }

        @Test
        void a_name_may_have_64_characters_and_no_more() throws BadParameter {
            String name = "%C3%A4".repeat(64);
            wv(WV.replace(KID, "%5E" + name));
            assertEquals(-4021, refusal(Drm.WIDEVINE, Profile.PUBLISHED, WV.replace(KID, "%5E" + name + "a")));
        }

        @ParameterizedTest
        @CsvSource({
            "generalFlags=0000",
            "generalFlags=00000000",
            "unknown=1&unknown=2",
            "cookie=12345678901234567890123456789012",
            "rightsType=BuyToOwn&analogVideoOPL=0&compressedDigitalAudioOPL=999",
            "rightsType=Lease",
            "'wvExtension=wudo,AAAAAA'",
            "'wvExtension=wudo,____Aw&wvExtension=wudo,++++Aw'",
            "licenseDuration=0",
            "ipAddress=192.0.2.7",
            "ipAddress=0.0.0.0",
            "ipAddress=1:2:3:4:5:6:7::",
            "ipAddress=::2:3:4:5:6:7:8",
            "ipAddress=::",
            "ipAddress=2001:DB8::7",
            "ipAddress=::ffff:192.0.2.7"
        })
        void harmless_spellings_are_accepted(String parameter) throws BadParameter {
            wv(WV + "&" + parameter);
        }

        /// token-api.md 16: of several faults the first in this order is told.
        @Test
        void faults_are_told_in_the_published_order() {
            String[][] faults = {
                {"generalFlags=1", "-5003"},
                {"deviceId=1", "-7002"},
                {"kid=abc", "-4020"},
                {"contentKey=00", "-2027"},
                {"securityLevel=9", "-7004"},
                {"hdcpOutputControl=9", "-2034"},
                {"licenseDuration=x", "-7007"},
                {"wvExtension=x", "-7009"},
                {"expirationTime=x", "-2002"},
                {"cookie=%00", "-2033"}
            };
            for (int first = 0; first < faults.length; first++) {
                var query = new StringBuilder();
                for (int i = 0; i < faults.length; i++) {
                    if (i >= first) query.append('&').append(faults[i][0]);
                    else query.append('&').append(good(faults[i][0]));
                }
                assertEquals(
                        Integer.parseInt(faults[first][1]), refusal(Drm.WIDEVINE, Profile.PUBLISHED, query.toString()));
            }
        }

        private String good(String fault) {
            return switch (fault.substring(0, fault.indexOf('='))) {
                case "kid" -> "kid=" + KID;
                case "contentKey" -> "contentKey=" + KEY;
                case "securityLevel" -> "securityLevel=1";
                case "hdcpOutputControl" -> "hdcpOutputControl=0";
                default -> "ignored=1";
            };
        }
    }

    @Nested
    class FairPlay {
        @Test
        void a_key_and_an_iv_are_enough() throws BadParameter {
            var request = fp(FP);
            assertTrue(request.iv().isPresent());
            assertTrue(request.keys().getFirst().kid().isEmpty());
            assertEquals(Optional.empty(), request.rental());
        }

        @Test
        void a_rental_of_zero_is_no_limit() throws BadParameter {
            assertEquals(Optional.empty(), fp(FP + "&rentalDuration=0").rental());
            assertEquals(
                    Duration.ofHours(1),
                    fp(FP + "&rentalDuration=3600").rental().orElseThrow());
        }

        @Test
        void our_own_parameters_are_read_in_both_profiles() throws BadParameter {
            for (Profile profile : Profile.values()) {
                String leased = FP + "&licetLeaseDuration=300&licetHdcpType=1&licetSecurityLevel=main";
                var streaming = read(Drm.FAIRPLAY, profile, leased);
                var rules = new FairPlayRules(
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(FairPlayRules.Hdcp.TYPE_1),
                        Optional.of(FairPlayRules.Level.MAIN));
                assertEquals(rules, streaming.fairPlay());
                assertFalse(streaming.persistent());
                var kept = read(Drm.FAIRPLAY, profile, FP + "&licetPersistent=true&licetPlaybackDuration=60");
                assertTrue(kept.persistent());
                assertEquals(Duration.ofMinutes(1), kept.playbackDuration().orElseThrow());
                assertEquals(FairPlayRules.NONE, kept.fairPlay());
            }
        }

        @Test
        void zero_and_nothing_demand_nothing() throws BadParameter {
            var request = fp(FP + "&licetLeaseDuration=0&licetPlaybackDuration=0&licetHdcpType=&licetSecurityLevel="
                    + "&licetPersistent=false");
            assertEquals(FairPlayRules.NONE, request.fairPlay());
            assertEquals(Optional.empty(), request.playbackDuration());
            assertFalse(request.persistent());
        }

        @Test
        void our_own_parameters_mean_nothing_to_others() throws BadParameter {
            String own = "&licetLeaseDuration=x&licetHdcpType=9&licetSecurityLevel=high&licetPersistent=1";
            assertEquals(FairPlayRules.NONE, wv(WV + own).fairPlay());
        }

        @Test
        void the_current_profile_knows_flags_and_tracks() throws BadParameter {
            var request = read(Drm.FAIRPLAY, Profile.CURRENT, FP + "&generalFlags=00000001&trackType=2");
            assertTrue(request.persistent());
            assertEquals(Optional.of(TrackType.AUDIO), request.keys().getFirst().track());
            assertEquals(
                    Optional.empty(), fp(FP + "&trackType=2").keys().getFirst().track());
        }

        @Test
        void the_published_sample_lacks_the_iv() {
            String sample = "contentKey=" + KEY + "&rightsType=BuyToOwn&analogVideoOPL=0&compressedDigitalAudioOPL=0"
                    + "&compressedDigitalVideoOPL=0&uncompressedDigitalAudioOPL=0&uncompressedDigitalVideoOPL=0";
            assertEquals(-6003, refusal(Drm.FAIRPLAY, Profile.PUBLISHED, sample));
        }

        @ParameterizedTest
        @CsvSource({
            "deviceId=00, -6008",
            "rentalDuration=x, -6007",
            "rentalDuration=-1, -6007",
            "fpExtension=x, -6001",
            "'fpExtension=wudo,AA', -2040",
            "tokenType=widevine, -6002",
            "rightsType=, -2020",
            "rightsType=Lease, -2021",
            "rightsType=Rental, -2022",
            "iv=" + KEK + ", -6003",
            "kid=^, -4022",
            "licetPersistent=1, -5003",
            "licetLeaseDuration=5m, -6007",
            "licetLeaseDuration=4294967296, -6007",
            "licetPersistent=true&licetLeaseDuration=300, -6007",
            "licetPlaybackDuration=-1, -6007",
            "licetPlaybackDuration=60, -6007",
            "licetHdcpType=2, -2034",
            "licetHdcpType=1&licetHdcpType=1, -2034",
            "licetSecurityLevel=1, -6005",
            "licetSecurityLevel=Main, -6005"
        })
        void one_bad_parameter_raises_its_code(String parameter, int code) {
            assertEquals(code, refusal(Drm.FAIRPLAY, Profile.PUBLISHED, FP + "&" + parameter));
        }
    }

    @Nested
    class The_current_profile {
        private static final String SHORT = "kid=" + KID + "&contentKey=" + KEY;

        private TokenRequest current(String query) throws BadParameter {
            return read(Drm.WIDEVINE, Profile.CURRENT, query);
        }

        @Test
        void needs_no_levels() throws BadParameter {
            var key = current(SHORT).keys().getFirst();
            assertEquals(1, key.securityLevel());
            assertEquals(Hdcp.NONE, key.hdcp());
        }

        @Test
        void splits_the_durations() throws BadParameter {
            var request = current(SHORT + "&licenseDuration=60&playbackDuration=120&generalFlags=00000001");
            assertEquals(Duration.ofMinutes(1), request.startWindow().orElseThrow());
            assertEquals(Duration.ofMinutes(2), request.playbackDuration().orElseThrow());
            assertTrue(request.persistent());
        }

        @Test
        void carries_several_keys_with_rules_of_their_own() throws BadParameter {
            var request = current("kid.0=" + KID + "&contentKey.0=" + KEY + "&securityLevel.0=5&hdcpOutputControl.0=5"
                    + "&trackType.0=3&kid.1=" + KEK + "&contentKey.1=" + KEY + "&trackType.1=2&securityLevel=2");
            var video = request.keys().get(0);
            var audio = request.keys().get(1);
            assertEquals(5, video.securityLevel());
            assertEquals(Hdcp.NO_DIGITAL_OUTPUT, video.hdcp());
            assertEquals(TrackType.UHD1, video.track().orElseThrow());
            assertEquals(2, audio.securityLevel());
            assertEquals(TrackType.AUDIO, audio.track().orElseThrow());
        }

        @ParameterizedTest
        @CsvSource({
            "generalFlags=00000002, -5003",
            "hdcpOutputControl=6, -2034",
            "trackType=5, -6005",
            "playbackDuration=x, -7007",
            "ipAddress=999.1.1.1, -2003"
        })
        void refuses_what_it_does_not_know(String parameter, int code) {
            assertEquals(code, refusal(Drm.WIDEVINE, Profile.CURRENT, SHORT + "&" + parameter));
        }

        @ParameterizedTest
        @CsvSource({
            "kid.0=" + KEK,
            "contentKey.0=" + KEY,
            "kid.1=" + KEK + "&contentKey.1=" + KEY,
            "ek.0=" + EK,
            "securityLevel.0=5",
            "hdcpOutputControl.0=1",
            "trackType.0=2"
        })
        void refuses_a_key_without_an_index_beside_an_index(String parameter) {
            assertEquals(-6005, refusal(Drm.WIDEVINE, Profile.CURRENT, SHORT + "&" + parameter));
        }

        private static String keys(int from, int to) {
            return IntStream.range(from, to)
                    .mapToObj(i -> "kid." + i + "=" + "%032x".formatted(i) + "&contentKey." + i + "=" + KEY)
                    .collect(Collectors.joining("&"));
        }

        @Test
        void carries_sixteen_keys_and_no_more() throws BadParameter {
            assertEquals(16, current(keys(0, 16)).keys().size());
            assertEquals(-6005, refusal(Drm.WIDEVINE, Profile.CURRENT, keys(0, 17)));
        }

        /// `kid.16` and beyond were left out.
        @Test
        void takes_any_index() throws BadParameter {
            var kids = current(keys(2, 3) + "&" + keys(16, 18)).keys().stream()
                    .map(key -> key.kid().orElseThrow().hex())
                    .toList();
            assertEquals(List.of("%032x".formatted(2), "%032x".formatted(16), "%032x".formatted(17)), kids);
        }

        @ParameterizedTest
        @CsvSource({"kid.01", "kid.", "kid.x", "kid.-1", "kid.1.1", "kid.10000", "contentKey.a", "ek.00"})
        void refuses_an_index_that_is_no_number(String name) {
            assertEquals(-6005, refusal(Drm.WIDEVINE, Profile.CURRENT, keys(0, 2) + "&" + name + "=" + KEY));
        }

        @Test
        void refuses_a_kid_that_comes_twice() {
            String twice = "kid.0=" + KID + "&contentKey.0=" + KEY + "&kid.1=" + KID.toUpperCase(Locale.ROOT)
                    + "&contentKey.1=" + KEK;
            var bad = assertThrows(BadParameter.class, () -> current(twice));
            assertEquals(-6005, bad.refused().why().code());
            assertEquals(Optional.of("kid.1"), bad.refused().parameter());
        }

        @ParameterizedTest
        @CsvSource({"securityLevel.2=5", "trackType.2=1", "hdcpOutputControl.2=1", "ek.2=" + EK, "contentKey.2=" + KEY})
        void refuses_a_rule_for_a_key_that_is_not_there(String parameter) {
            assertEquals(-4018, refusal(Drm.WIDEVINE, Profile.CURRENT, keys(0, 2) + "&" + parameter));
        }

        @Test
        void one_indexed_key_serves_fairplay_and_two_are_refused() throws BadParameter {
            String iv = "&iv=" + KEK;
            assertEquals(
                    1,
                    read(Drm.FAIRPLAY, Profile.CURRENT, keys(0, 1) + iv).keys().size());
            assertEquals(-6005, refusal(Drm.FAIRPLAY, Profile.CURRENT, keys(0, 2) + iv));
        }

        /// The published profile checks them.
        @ParameterizedTest
        @CsvSource({
            "rightsType=Rental, -2022",
            "rental.playDuration=x, -2025",
            "analogVideoOPL=1000, -2034",
            "outputControlFlags=zz, -2040",
            "rentalDuration=x, -6007"
        })
        void ignores_what_belongs_to_another_system(String parameter, int published) throws BadParameter {
            current(SHORT + "&" + parameter);
            assertEquals(published, refusal(Drm.WIDEVINE, Profile.PUBLISHED, WV + "&" + parameter));
        }
    }

    @ParameterizedTest
    @CsvSource({"9", "0", "6", "99999999999999999999"})
    void a_security_level_out_of_range_is_told_its_range(String level) {
        String query = WV.replace("securityLevel=1", "securityLevel=" + level);
        var bad = assertThrows(BadParameter.class, () -> wv(query));
        assertEquals("securityLevel must be between 1 and 5", bad.refused().reason());
        assertEquals(
                "Send a whole number between 1 and 5.", bad.refused().hint().orElseThrow());
    }

    @Test
    void more_parameters_than_are_read_are_refused() throws BadParameter {
        String junk = "&x=1".repeat(Parameters.MOST - 4);
        wv(WV + junk);
        assertEquals(-6005, refusal(Drm.WIDEVINE, Profile.PUBLISHED, WV + junk + "&playbackDuration=60"));
    }

    @Test
    void every_truncation_of_a_good_request_is_read_or_refused() {
        String good = WV + "&wvExtension=wudo%2CAAAAAA%3D%3D&expirationTime=%2B60&cookie=order-4711";
        for (int n = 0; n < good.length(); n++) {
            String cut = good.substring(0, n);
            try {
                wv(cut);
            } catch (BadParameter theOnlyExceptionAllowed) {
                assertTrue(theOnlyExceptionAllowed.refused().why().code() < 0);
            }
        }
    }
}
