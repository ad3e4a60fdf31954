package dev.licet.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the service listens, and the address that is printed.
class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0, localhost",
        "::, ::, localhost",
        "127.0.0.1, 127.0.0.1, localhost",
        "localhost, localhost, localhost",
        "::1, ::1, [::1]",
        "[::1], ::1, [::1]",
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "2001:db8::7, 2001:db8::7, [2001:db8::7]"
    })
    void each_address_is_listened_on_and_printed(String configured, String listened, String printed) {
        assertEquals(listened, ListenAddress.checked(Key.HOST, configured));
        assertEquals(printed, ListenAddress.inUrl(Key.HOST, configured));
    }

    @Test
    void a_name_that_leads_nowhere_is_named_with_its_key() {
        var bad = assertThrows(BadConfig.class, () -> ListenAddress.checked(Key.ADMIN_HOST, "nowhere.invalid"));
        assertEquals("admin.host: nowhere.invalid is no address, and no name that leads to one", bad.getMessage());
    }
}
