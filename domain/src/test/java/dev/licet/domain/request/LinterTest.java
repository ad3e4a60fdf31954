package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TrackType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// For each lint a request that raises it, next to one that does not.
class LinterTest {
    private static final String CLEAN = "cookie=c&expirationTime=%2B60&contentKey=00";

    private Options options = Options.DEFAULT;
    private Environment environment = Environment.TEST;
    private Hdcp hdcp = Hdcp.NONE;

    private Set<Lint> lints(String query, String form) {
        var parameters = Parameters.read(query, form.getBytes(StandardCharsets.US_ASCII));
        var call = new TokenCall(environment, Drm.WIDEVINE, parameters, Optional.empty(), "r");
        var found = EnumSet.noneOf(Lint.class);
        found.addAll(Linter.look(call, options, token(), PackagedLookup.NONE));
        return found;
    }

    private Token token() {
        var key = SecretBytes.copyOf(new byte[16]);
        var grant = new KeyGrant(Optional.empty(), key, 1, hdcp, Optional.of(TrackType.AUDIO));
        var none = Optional.<Duration>empty();
        return new Token(
                environment,
                Drm.WIDEVINE,
                new AccountId(1),
                TokenId.of(new byte[16]),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                new Rights(List.of(grant), Optional.empty(), none, none, none, false, List.of()),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void a_clean_request_has_none() {
        assertEquals(Set.of(), lints("", CLEAN));
        assertEquals(Set.of(), lints("", CLEAN + "&wvExtension=wudo,AA%2BAAA==&useHttps=true&licenseDuration=60"));
        options = with(Profile.CURRENT);
        assertEquals(Set.of(), lints("", CLEAN + "&kid.0=x&trackType.19=2&playbackDuration=60"));
    }

    private static Options with(Profile profile) {
        return new Options(
                Set.of(Drm.values()), profile, Options.LONGEST_TOKEN_LIFE, Duration.ofSeconds(60), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"kid.0=x", "contentKey.1=x", "securityLevel.0=5", "trackType=2", "trackType.1=2", "playbackDuration=60"
    })
    void what_the_profile_does_not_know_is_noticed(String parameter) {
        assertEquals(Set.of(Lint.OTHER_PROFILE), lints("", CLEAN + "&" + parameter));
    }

    @ParameterizedTest
    @CsvSource({
        "rightsType=Rental",
        "rental.playDuration=5",
        "analogVideoOPL=0",
        "unknownOutputBehavior=Allow",
        "minCertSecurityLevel.0=150",
        "algId=aescbc",
        "rentalDuration=60",
        "iv=00",
        "fpExtension=wudo",
        "licetLeaseDuration=60",
        "ipAddress=192.0.2.7"
    })
    void what_belongs_to_another_system_is_noticed_in_both_profiles(String parameter) {
        for (Profile profile : Profile.values()) {
            options = with(profile);
            assertEquals(Set.of(Lint.OTHER_SYSTEM), lints("", CLEAN + "&" + parameter));
        }
    }

    @ParameterizedTest
    @CsvSource({"playbackDuration", "licenseDuration", "securityLevel", "hdcpOutputControl", "securityLevel.0"})
    void a_limit_that_a_system_cannot_keep_is_noticed(String name) {
        for (Drm drm : List.of(Drm.FAIRPLAY, Drm.CLEARKEY)) {
            assertEquals(ParameterStanding.OTHER_SYSTEM, ParameterStanding.of(name, drm, Profile.CURRENT));
        }
    }

    @Test
    void a_key_with_an_index_in_the_url_is_noticed() {
        options = with(Profile.CURRENT);
        assertEquals(Set.of(Lint.KEY_IN_URL), lints("contentKey.1=00", "cookie=c&expirationTime=%2B60"));
    }

    @Test
    void a_line_break_behind_the_last_value_is_noticed() {
        assertEquals(Set.of(Lint.LINE_BREAK), lints("", CLEAN + "&contentId=film\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'cookie=c&expirationTime=+60', PLUS_AS_SPACE",
        "'', 'cookie=c&expirationTime=%2B60&wvExtension=wudo,AA+AAA==', PLUS_AS_SPACE",
        "'', 'cookie=c', DEFAULT_LIFE",
        "'contentKey=00', 'cookie=c&expirationTime=%2B60', KEY_IN_URL",
        "'kek=00', 'cookie=c&expirationTime=%2B60', KEY_IN_URL",
        "'', 'expirationTime=%2B60', NO_COOKIE",
        "'', 'cookie=&expirationTime=%2B60', NO_COOKIE",
        "'', 'cookie=c&expirationTime=%2B60&ContentKey=00', UNKNOWN_PARAMETER",
        "'', 'cookie=c&expirationTime=%2B60&kid.x=00', UNKNOWN_PARAMETER",
        "'', 'cookie=c&expirationTime=%2B60&licetFault=tea', FAULT_IGNORED"
    })
    void each_is_raised_alone(String query, String form, Lint expected) {
        assertEquals(Set.of(expected), lints(query, form));
    }

    @Test
    void hdcp_on_audio_is_noticed() {
        hdcp = Hdcp.V1;
        assertEquals(Set.of(Lint.HDCP_ON_AUDIO), lints("", CLEAN));
    }

    @Test
    void a_shorter_default_is_somebodys_choice() {
        options = new Options(
                Set.of(Drm.values()),
                Profile.PUBLISHED,
                Duration.ofHours(1),
                Duration.ofSeconds(60),
                OptionalInt.empty());
        assertEquals(Set.of(), lints("", "cookie=c"));
    }

    @Test
    void a_good_fault_is_ignored_in_production_only() {
        String form = CLEAN + "&licetFault=code:-4001";
        assertEquals(Set.of(), lints("", form));
        environment = Environment.PRODUCTION;
        assertEquals(Set.of(Lint.FAULT_IGNORED), lints("", form));
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_lints_has_each(Lint lint) throws IOException {
        assertTrue(Files.readString(Path.of("../docs/lints.md")).contains("| `" + lint.word() + "` |"), lint.word());
    }

    @ParameterizedTest
    @CsvSource({"code:-4001", "code:-2002", "delay:1500", "status:503", "short-license:10"})
    void a_fault_is_read_as_it_is_written(String text) throws IOException {
        assertEquals(text, Fault.parse(text).orElseThrow().text());
        String page = Files.readString(Path.of("../docs/fault-injection.md"));
        assertTrue(page.contains("`" + text.replaceAll(":.*", ":")), text);
    }

    @ParameterizedTest
    @CsvSource({
        "code:-1",
        "code:",
        "code:x",
        "delay:0",
        "delay:-1",
        "delay:10001",
        "status:200",
        "status:600",
        "status:",
        "short-license:0",
        "short-license:86401",
        "code",
        "''",
        ":",
        "tea:1",
        "code:-99999999999999"
    })
    void what_is_no_fault_is_nothing(String text) {
        assertEquals(Optional.empty(), Fault.parse(text));
    }
}
