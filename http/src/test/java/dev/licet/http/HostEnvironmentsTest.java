package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which environment a `Host` field means.
class HostEnvironmentsTest {
    private final HostEnvironments hosts =
            new HostEnvironments(Optional.of("test.drm.example"), Optional.of("drm.example"));

    @ParameterizedTest
    @CsvSource({
        "test.drm.example, TEST",
        "test.drm.example., TEST",
        "test.drm.example.:8081, TEST",
        "WV.Test.DRM.example:8081, TEST",
        "drm.example, PRODUCTION",
        "drm.example., PRODUCTION",
        "a.drm.example.:1, PRODUCTION",
        "xdrm.example, TEST",
        "drm.example.., TEST",
        "., TEST",
        "'', TEST",
        "[::1], TEST",
        "[::1]:8081, TEST",
        "[drm.example, TEST"
    })
    void a_name_means_the_closest_domain_and_else_the_port(String host, Environment expected) {
        assertEquals(expected, hosts.of(Optional.of(host), Environment.TEST), host);
    }
}
