package dev.licet.drm.playready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules.Algorithm;
import dev.licet.domain.token.PlayReadyRules.KeyRules;
import dev.licet.domain.token.PlayReadyRules.OutputLevels;
import dev.licet.domain.token.PlayReadyRules.UnknownOutputs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The table of playready.md 4, as golden strings.
class TestServerUrlTest {
    private static final Instant NOW = Instant.parse("2026-11-29T01:02:03Z");
    private static final KeyGrant KEY = new KeyGrant(
            Optional.of(new KeyId("fd1a706ac2b36002888f6d4a414333c3")),
            SecretBytes.parseHex("fbefbe19bf47a2f5678237477db2f9e6"),
            1,
            Hdcp.NONE,
            Optional.empty());

    private static GrantedLicense license(KeyRules rules, Optional<Instant> end, UnknownOutputs outputs) {
        boolean rented = end.isPresent();
        return new GrantedLicense(
                KEY,
                rules,
                rented,
                end.map(_ -> NOW.minusSeconds(300)),
                end,
                rented ? Optional.of(Duration.ofHours(2)) : Optional.empty(),
                outputs,
                Optional.of(1),
                List.of());
    }

    private static String configuration(GrantedLicense... licenses) {
        return TestServerUrl.configuration(List.of(licenses));
    }

    @Test
    void a_license_without_end() {
        var rules = new KeyRules(150, Algorithm.AES_CTR, new OutputLevels(0, 0, 0, 0, 0));
        assertEquals(
                "(kid:fd1a706a-c2b3-6002-888f-6d4a414333c3,contentkey:++++Gb9HovVngjdHfbL55g==,sl:150,ckt:aes128bitctr,"
                        + "persist:false,avopl:0,caopl:0,ucaopl:0,cvopl:0,ucvopl:0)",
                configuration(license(rules, Optional.empty(), UnknownOutputs.DISALLOW)));
    }

    @Test
    void a_rental_has_begin_and_end_and_ends_after_the_first_play() {
        var rules = new KeyRules(3000, Algorithm.AES_CBC, new OutputLevels(150, 200, 500, 250, 270));
        assertEquals(
                "(kid:fd1a706a-c2b3-6002-888f-6d4a414333c3,contentkey:++++Gb9HovVngjdHfbL55g==,sl:3000,ckt:aes128bitcbc,"
                        + "persist:true,begindate:20261129005703,enddate:20261201000000,firstexp:7200,"
                        + "avopl:150,caopl:200,ucaopl:250,cvopl:500,ucvopl:270,allowunknownhd:true)",
                configuration(
                        license(rules, Optional.of(Instant.parse("2026-12-01T00:00:00Z")), UnknownOutputs.ALLOW)));
    }

    @Test
    void each_license_is_a_group_of_its_own() {
        var rules = new KeyRules(2000, Algorithm.AES_CTR, new OutputLevels(0, 0, 0, 0, 0));
        var one = license(rules, Optional.empty(), UnknownOutputs.SD_ONLY);
        String group = configuration(one);
        assertEquals(group + "," + group, configuration(one, one));
        assertTrue(group.endsWith(",ucvopl:0,allowunknownsd:true)"));
    }

    @Test
    void the_url_takes_it_with_its_parentheses_and_its_base64() {
        var rules = new KeyRules(2000, Algorithm.AES_CTR, new OutputLevels(0, 0, 0, 0, 0));
        var one = license(rules, Optional.empty(), UnknownOutputs.DISALLOW);
        var server = URI.create("https://test.playready.microsoft.com/service/rightsmanager.asmx");
        assertEquals(
                server + "?cfg=" + configuration(one),
                TestServerUrl.of(server, List.of(one)).toString());
        assertEquals(server, TestServerUrl.of(server, List.of()));
    }
}
