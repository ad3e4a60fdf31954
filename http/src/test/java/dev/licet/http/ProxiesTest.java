package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final Proxies LIST = Proxies.of("192.0.2.7, 10.0.0.0/9,2001:db8:8000::/33");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "192.0.2.8, false",
        "10.127.255.255, true",
        "10.128.0.0, false",
        "2001:db8:8000::1, true",
        "2001:db8:7fff::1, false",
        "0.0.0.0, false",
    })
    void addresses_and_blocks_are_told_from_others(String address, boolean listed) throws UnknownHostException {
        assertEquals(listed, LIST.has(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0", "::1/129", "10.0.0.1,", ","})
    void anything_else_is_no_list(String text) {
        assertThrows(IllegalArgumentException.class, () -> Proxies.of(text));
    }

    @Test
    void an_empty_list_has_nobody() throws UnknownHostException {
        assertFalse(Proxies.of(" ").has(InetAddress.getByName("127.0.0.1")));
        assertTrue(Proxies.of("0.0.0.0/0").has(InetAddress.getByName("127.0.0.1")));
    }

    /// What stands left of the first address that is no proxy's was written by the client.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "203.0.113.9, 198.51.100.1 | 198.51.100.1",
                "203.0.113.9, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
                "10.1.1.1 | 10.1.1.1",
                "nonsense, 10.1.1.1 | 10.1.1.1",
                "198.51.100.1, nonsense | 192.0.2.7",
                "'' | 192.0.2.7",
                "2001:DB8::1 | 2001:db8::1",
            })
    void the_client_is_the_last_address_that_is_no_proxy(String hops, String client) {
        assertEquals(client, LIST.client(List.of(hops), "192.0.2.7"));
    }

    @Test
    void two_fields_are_one_list() {
        assertEquals("198.51.100.1", LIST.client(List.of("203.0.113.9", "198.51.100.1,10.1.1.1"), "192.0.2.7"));
    }
}
