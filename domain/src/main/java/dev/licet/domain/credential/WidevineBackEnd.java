package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;
import java.net.URI;
import java.util.List;

/// What answers those Widevine devices of an account that are not under the operator's own root.
///
/// URLs count as public: they are printed and their host is recorded. A secret belongs into a key or a header.
public sealed interface WidevineBackEnd {
    /// Nothing does, on purpose: only devices under the operator's own root are served.
    record Embedded() implements WidevineBackEnd {}

    /// A license server that speaks the getlicense contract (reference: widevine.md 3.2 to 3.4): Google's
    /// hosted one until 2027-04-13, or the operator's own around the licensed SDK.
    ///
    /// @param url      where it is, with everything that the contract wants in the path; `https`, because
    ///                 requests carry content keys, or `http` on this very machine
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
            UpstreamUrl.check(url);
            boolean visible = provider.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (provider.isEmpty() || provider.length() > LONGEST_PROVIDER || !visible) {
                throw new IllegalArgumentException("provider: must be 1 to 64 visible ASCII characters");
            }
            if (key.length() != KEY_BYTES) throw new IllegalArgumentException("key: must have 32 bytes");
            if (iv.length() != IV_BYTES) throw new IllegalArgumentException("iv: must have 16 bytes");
        }
    }

    /// A vendor's license URL: the challenge goes there as it came, the license comes back as it is. Which keys
    /// and which rules the license has is between the operator and the vendor; headers tell it whose request it
    /// is.
    ///
    /// @param url     where it is; `https`, or `http` on this very machine
    /// @param headers sent with every request
    /// @param unread  whether signed requests that cannot be read here go there as well. What they ask for is
    ///                not known then, so the license that comes back is all that can be compared with the
    ///                token
    record Relay(URI url, List<UpstreamHeader> headers, boolean unread) implements WidevineBackEnd {
        /// One that gets only what can be read.
        public Relay(URI url, List<UpstreamHeader> headers) {
            this(url, headers, false);
        }

        public Relay {
            UpstreamUrl.check(url);
            headers = List.copyOf(headers);
        }
    }

    /// Whether nothing would change if the other one took its place.
    default boolean sameAs(WidevineBackEnd other) {
        return words().equals(other.words()) && SameSecrets.in(secrets(), other.secrets());
    }

    private List<SecretBytes> secrets() {
        return switch (this) {
            case Embedded none -> List.of();
            case SignedJson signed -> List.of(signed.key(), signed.iv());
            case Relay relay ->
                relay.headers().stream().map(UpstreamHeader::value).toList();
        };
    }

    /// What it is, without its secrets, for the audit trail.
    default String words() {
        return switch (this) {
            case Embedded none -> "embedded";
            case SignedJson signed -> "signed-json, " + signed.url() + ", " + signed.provider();
            case Relay relay ->
                "relay, " + relay.url() + ", headers "
                        + relay.headers().stream().map(UpstreamHeader::name).toList()
                        + (relay.unread() ? ", also unread requests" : "");
        };
    }
}
