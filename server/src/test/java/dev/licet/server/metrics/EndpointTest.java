package dev.licet.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "/hms/wv/token, token, widevine",
        "/hms/fp/token/, token, fairplay",
        "/hms/ck/rights/, rights, clearkey",
        "/hms/ck/key/film-1/fd1a706a-c2b3-6002-888f-6d4a414333c3, key, clearkey",
        "/hms/ck/keys, other, clearkey",
        "/hms/fp/certificate/201722, certificate, fairplay",
        "/hms/wv/certificate, certificate, widevine",
        "/hms/wv/secret-of-somebody, other, widevine",
        "/hms/xx/token, other, ''",
        "/hms/pr/rights/, rights, playready",
        "/playready/RightsManager.asmx, rights, playready",
        "/playready/rightsmanager.asmx/, rights, playready",
        "/playready/somebody, other, ''",
        "/wv/getlicense/studio, getlicense, widevine",
        "/wv/getcontentkey/studio, getcontentkey, ''",
        "/wv/somebody, other, ''",
        "/keystore/keys/fd1a706ac2b36002888f6d4a414333c3, keystore, ''",
        "/cmiapi/getrecord/, records, ''",
        "/cmiapi/records/stream, stream, ''",
        "/health/ready, health, ''",
        "/, other, ''",
        "'', other, ''",
        "*, other, ''",
        "/whatever/somebody/asks, other, ''",
    })
    void a_path_becomes_one_of_a_few_words(String path, String name, String system) {
        var endpoint = Endpoint.of(path);
        assertEquals(name, endpoint.name());
        assertEquals(system, endpoint.system());
    }
}
