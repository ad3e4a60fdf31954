package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;
import java.net.URI;
import java.util.List;

/// The license maker of an account: whoever makes PlayReady licenses for its tokens. This service makes none
/// itself (reference: playready.md 1). URLs count as public, as they do for Widevine.
public sealed interface PlayReadyBackEnd {
    /// Where it is: `https`, or `http` on this very machine.
    URI url();

    /// The word for it in commands, pages and records.
    String word();

    /// Whether nothing would change if the other one took its place.
    default boolean sameAs(PlayReadyBackEnd other) {
        return word().equals(other.word())
                && url().equals(other.url())
                && names().equals(other.names())
                && SameSecrets.in(values(), other.values());
    }

    private List<String> names() {
        return switch (this) {
            case Handler handler ->
                handler.secrets().stream().map(GrantSecret::id).toList();
            case Vendor vendor ->
                vendor.headers().stream().map(UpstreamHeader::name).toList();
            case MicrosoftTest none -> List.of();
        };
    }

    private List<SecretBytes> values() {
        return switch (this) {
            case Handler handler ->
                handler.secrets().stream().map(GrantSecret::key).toList();
            case Vendor vendor ->
                vendor.headers().stream().map(UpstreamHeader::value).toList();
            case MicrosoftTest none -> List.of();
        };
    }

    /// The operator's own handler on Microsoft's server SDK, or one like it. It is sent the challenge as it
    /// came, and beside it an encrypted grant with the keys and rules for exactly this challenge
    /// (`docs/playready.md`).
    ///
    /// @param secrets one or two: the first encrypts grants, the other one is on its way in or out
    record Handler(URI url, List<GrantSecret> secrets) implements PlayReadyBackEnd {
        /// The word for this kind.
        public static final String WORD = "handler";

        private static final int MOST_SECRETS = 2;

        public Handler {
            UpstreamUrl.check(url);
            secrets = List.copyOf(secrets);
            if (secrets.isEmpty() || secrets.size() > MOST_SECRETS) {
                throw new IllegalArgumentException("secret: there must be one or two");
            }
            if (secrets.stream().map(GrantSecret::id).distinct().count() < secrets.size()) {
                throw new IllegalArgumentException("secret: the two must have different names");
            }
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    /// A vendor's license URL. Keys and rules are between the operator and the vendor; headers tell it whose
    /// request it is.
    ///
    /// @param headers sent with every request
    record Vendor(URI url, List<UpstreamHeader> headers) implements PlayReadyBackEnd {
        /// The word for this kind.
        public static final String WORD = "vendor";

        public Vendor {
            UpstreamUrl.check(url);
            headers = List.copyOf(headers);
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    /// Microsoft's public test server, which gives licenses to every device for whatever keys it is told in the
    /// URL. So content keys become known to it, and this kind exists in the test environment alone.
    record MicrosoftTest(URI url) implements PlayReadyBackEnd {
        /// The word for this kind.
        public static final String WORD = "microsoft-test";
        /// Where the server is.
        public static final URI PUBLIC = URI.create("https://test.playready.microsoft.com/service/rightsmanager.asmx");

        public MicrosoftTest {
            UpstreamUrl.check(url);
        }

        @Override
        public String word() {
            return WORD;
        }
    }
}
