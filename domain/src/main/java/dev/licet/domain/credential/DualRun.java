package dev.licet.domain.credential;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// That what a signer sends to `getlicense` also goes to the license service that it asked before, so that both can be
/// compared. The very bytes go there: the signature is good at both.
///
/// @param url    where the other service is; `https`, because requests carry content keys, or `http` on this very
///               machine. It counts as public
/// @param leader whose answer is given
public record DualRun(URI url, Leader leader) {
    public DualRun {
        UpstreamUrl.check(url);
    }

    /// Whose answer is given; the other one is compared with it and goes nowhere.
    public enum Leader {
        /// That of this service.
        OURS("ours"),
        /// That of the other one.
        THEIRS("theirs");

        private final String word;

        Leader(String word) {
            this.word = word;
        }

        /// In commands and records.
        public String word() {
            return word;
        }

        /// The one with that word.
        public static Optional<Leader> named(String word) {
            return Stream.of(values())
                    .filter(leader -> leader.word.equals(word))
                    .findFirst();
        }
    }

    /// What it is, for the audit trail.
    public String words() {
        return url + ", leader " + leader.word();
    }
}
