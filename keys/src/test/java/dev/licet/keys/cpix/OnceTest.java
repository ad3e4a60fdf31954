package dev.licet.keys.cpix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.Given;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {
    private static final String KID = "0badcafe-0000-4000-8000-000000000001";

    private static XmlElement document(String inside) throws Exception {
        String text = "<CPIX xmlns='urn:dashif:org:cpix' xmlns:pskc='urn:ietf:params:xml:ns:keyprov:pskc'>" + inside
                + "</CPIX>";
        return XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "<ContentKeyList/><ContentKeyList/>, CPIX/ContentKeyList, CPIX_LISTS",
        "<ContentKeyUsageRuleList/><ContentKeyUsageRuleList/>, CPIX/ContentKeyUsageRuleList, CPIX_LISTS",
        "<ContentKeyList><ContentKey><Data/><Data/></ContentKey></ContentKeyList>, ContentKey/Data, CPIX_KEYS",
        "<ContentKeyList><ContentKey><Data><pskc:Secret/><pskc:Secret/></Data></ContentKey></ContentKeyList>,"
                + " Data/Secret, CPIX_KEYS",
        "<DRMSystemList><DRMSystem><PSSH/><PSSH/></DRMSystem></DRMSystemList>, DRMSystem/PSSH, CPIX_SYSTEMS",
        "<DeliveryDataList><DeliveryData><MACMethod/><MACMethod/></DeliveryData></DeliveryDataList>,"
                + " DeliveryData/MACMethod, RECIPIENTS",
    })
    void what_may_stand_once_is_refused_when_it_stands_twice(String inside, String named, Rule rule) throws Exception {
        XmlElement root = document(inside);
        Refusing refusing = assertThrows(Refusing.class, () -> Once.check(root));
        assertEquals("More than one " + named, refusing.getMessage());
        assertEquals(rule, refusing.why().rule().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ClearContentKeysOnly.xml",
                "EncryptedContentKeys.xml",
                "KeyRotationMultiKeySinglePeriod.xml",
            })
    void documents_of_dash_if_pass(String file) throws Exception {
        Once.check(XmlReader.read(Given.file(file)));
    }

    private static Map<KeyId, ContractRules.Use> uses(String rules) throws Exception {
        XmlElement root =
                document("<ContentKeyUsageRuleList>" + rules.replace("KID", KID) + "</ContentKeyUsageRuleList>");
        return new ContractRules(Periods.of(root)).readFirst(root);
    }

    @Test
    void of_several_rules_for_a_key_none_is_lost() throws Exception {
        String large = "<ContentKeyUsageRule kid='KID' intendedTrackType='UHD1'><VideoFilter/></ContentKeyUsageRule>";
        String small = "<ContentKeyUsageRule kid='KID' intendedTrackType='SD'><VideoFilter/></ContentKeyUsageRule>";
        var use = uses(large + small).values().iterator().next();
        assertEquals("UHD1+SD", use.track());
        assertEquals(TrackType.UHD1, use.type());
        assertEquals(
                TrackType.UHD1, uses(small + large).values().iterator().next().type());
    }

    private static String rule(String track) {
        return "<ContentKeyUsageRule kid='KID' intendedTrackType='" + track + "'><VideoFilter/></ContentKeyUsageRule>";
    }

    @Test
    void a_word_that_two_names_of_a_key_share_stands_once() throws Exception {
        var use = uses(rule("SD") + rule("sd+HD")).values().iterator().next();
        assertEquals("SD+HD", use.track());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SD+SD", "SD+sd", "SD+ SD", "SD+HD+SD", "SD+", "+SD", "SD++HD", "SD+ +HD", "+", " "})
    void a_name_has_each_word_once_and_no_empty_one(String track) {
        assertEquals(
                ContractRules.MALFORMED,
                assertThrows(Refusing.class, () -> uses(rule(track))).getMessage());
    }

    @Test
    void a_name_has_at_most_200_characters() throws Exception {
        String longest = "a".repeat(99) + "+" + "b".repeat(100);
        assertEquals(longest, uses(rule(longest)).values().iterator().next().track());
        assertThrows(Refusing.class, () -> uses(rule(longest + "b")));
        assertThrows(Refusing.class, () -> uses(rule(longest) + rule("c")));
        assertThrows(Refusing.class, () -> uses(rule("SD+".repeat(60_000))));
    }
}
