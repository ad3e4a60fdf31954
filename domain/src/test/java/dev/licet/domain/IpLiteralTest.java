package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses in digits.
class IpLiteralTest {
    private static final int SEED = 4291;
    private static final int TEXTS = 200_000;
    private static final Pattern PADDED = Pattern.compile("[.]|[0-9A-Fa-f]{5}");
    private static final String[] PIECES = {":", ":", "::", "0", "1", "fF", "abcd", "12345", "1.2.3.4", "255.0.0.256"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1:2:3::5:6:7:8",
                "FE80::a",
                "::ffff:192.0.2.1",
                "1:2:3:4:5:6:192.0.2.1",
                "::192.0.2.1"
            })
    void addresses_of_ipv6(String text) {
        assertTrue(IpLiteral.isV6(text));
        assertFalse(IpLiteral.isV4(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                ":1::2",
                "1::2:",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "1:2:3:4:5:6:7:192.0.2.1",
                "192.0.2.1::",
                "::192.0.2.256",
                "::1 ",
                "192.0.2.1"
            })
    void no_addresses_of_ipv6(String text) {
        assertFalse(IpLiteral.isV6(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "99.100.199.249"})
    void addresses_of_ipv4(String text) {
        assertTrue(IpLiteral.isV4(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.2.3.4", "0x1.2.3.4", "1.2.3.", "::1", "1.2.3.4 "})
    void no_addresses_of_ipv4(String text) {
        assertFalse(IpLiteral.isV4(text));
    }

    /// The JDK allows leading zeros: a group of five digits, and more in what is written as IPv4.
    @Test
    void the_jdk_reads_the_same() {
        var random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            boolean isOne = IpLiteral.isV6(text);
            if (isOne || !PADDED.matcher(text).find()) assertEquals(isReadByTheJdk(text), isOne, text);
            if (isOne) read++;
        }
        assertTrue(read > TEXTS / 100, read + " addresses");
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(20); left > 0; left--) text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.toString();
    }

    private static boolean isReadByTheJdk(String text) {
        try {
            return text.contains(":") && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
