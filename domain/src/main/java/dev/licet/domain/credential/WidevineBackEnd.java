package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What answers those Widevine devices of an account that are not under the operator's own root.
///
/// URLs count as public: they are printed and their host is recorded. A secret belongs into a key or a header.
public sealed interface WidevineBackEnd {
    /// Nothing does, on purpose: only devices under the operator's own root are served.
    record Embedded() implements WidevineBackEnd {}

    /// A license server that speaks the getlicense contract (reference: widevine.md 3.2 to 3.4): Google's hosted one
    /// until 2027-04-13, or the operator's own around the licensed SDK.
    ///
    /// @param url      where it is, with everything that the contract wants in the path; `https`, because requests
    ///                 carry content keys, or `http` on this very machine
    /// @param provider the operator's name there: 1 to 64 visible ASCII characters
    /// @param key      signs our requests, 32 bytes
    /// @param iv       goes with the key, 16 bytes, always the same
    record SignedJson(URI url, String provider, SecretBytes key, SecretBytes iv) implements WidevineBackEnd {
        /// Length of the key in bytes.
        public static final int KEY_BYTES = 32;
        /// Length of the IV in bytes.
        public static final int IV_BYTES = 16;

        private static final int LONGEST_PROVIDER = 64;

        public SignedJson {
            checkUrl(url);
            boolean visible = provider.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (provider.isEmpty() || provider.length() > LONGEST_PROVIDER || !visible) {
                throw new IllegalArgumentException("provider: must be 1 to 64 visible ASCII characters");
            }
            if (key.length() != KEY_BYTES) throw new IllegalArgumentException("key: must have 32 bytes");
            if (iv.length() != IV_BYTES) throw new IllegalArgumentException("iv: must have 16 bytes");
        }
    }

    /// A vendor's license URL: the challenge goes there as it came, the license comes back as it is. Which keys and
    /// which rules the license has is between the operator and the vendor; headers tell it whose request it is.
    ///
    /// @param url     where it is; `https`, or `http` on this very machine
    /// @param headers sent with every request
    record Relay(URI url, List<Header> headers) implements WidevineBackEnd {
        public Relay {
            checkUrl(url);
            headers = List.copyOf(headers);
        }
    }

    /// A request header. In its value `{token_id}`, `{account}`, `{cookie}`, `{content_id}` and `{kid}` stand for what
    /// the token says; several kids are joined with commas, and what the token lacks is empty.
    ///
    /// @param name  as HTTP has it (RFC 9110, 5.1), and none that the connection itself needs
    /// @param value visible ASCII characters, spaces and tabs; may be a secret, such as an API key
    record Header(String name, SecretBytes value) {
        private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
        private static final Set<String> OF_THE_CONNECTION =
                Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

        public Header {
            boolean token = !name.isEmpty() && name.chars().allMatch(Header::isTokenCharacter);
            if (!token || OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header: this name cannot be used");
            }
            if (!value.expose(Header::isFieldValue)) {
                throw new IllegalArgumentException("header " + name + ": the value has characters other than ASCII");
            }
        }

        /// A header from text.
        public static Header of(String name, String value) {
            return new Header(name, SecretBytes.taking(value.getBytes(StandardCharsets.UTF_8)));
        }

        private static boolean isTokenCharacter(int c) {
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            return letter || TOKEN_MARKS.indexOf(c) >= 0;
        }

        private static boolean isFieldValue(byte[] value) {
            for (byte b : value) if (b != '\t' && (b < ' ' || b > '~')) return false;
            return true;
        }
    }

    /// Content keys and API keys travel to it, so the way there must be closed to others.
    private static void checkUrl(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("url: must name a host and no user");
        }
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        if (!scheme.equals("https") && !(scheme.equals("http") && here)) {
            throw new IllegalArgumentException("url: must begin with https, or with http for this very machine");
        }
    }
}
