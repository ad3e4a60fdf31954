package dev.licet.domain.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What only PlayReady licenses can say (reference: token-api.md 7).
///
/// @param purchase       how the viewer has come by it
/// @param end            when all playback ends, whole seconds; always there for a rental
/// @param unknownOutputs whether pictures go to outputs that nobody knows
/// @param outputControls `outputControlFlags`, carried and not interpreted
/// @param device         the only device that may have a license: its name in our records, as
/// [dev.licet.domain.record.DevicePseudonym] makes it
/// @param keys           the rules of each key, in the order of the token's keys
public record PlayReadyRules(
        Purchase purchase,
        Optional<Instant> end,
        UnknownOutputs unknownOutputs,
        Optional<Integer> outputControls,
        Optional<String> device,
        List<KeyRules> keys) {
    /// What tokens of other systems have.
    public static final PlayReadyRules NONE = new PlayReadyRules(
            Purchase.BUY_TO_OWN,
            Optional.empty(),
            UnknownOutputs.DISALLOW,
            Optional.empty(),
            Optional.empty(),
            List.of());

    /// How a viewer has come by a license: `rightsType`.
    public enum Purchase {
        /// For good.
        BUY_TO_OWN("BuyToOwn"),
        /// For a time.
        RENTAL("Rental");

        private final String word;

        Purchase(String word) {
            this.word = word;
        }

        /// As the parameter spells it.
        public String word() {
            return word;
        }
    }

    /// Whether pictures go to outputs that nobody knows: `unknownOutputBehavior`.
    public enum UnknownOutputs {
        /// At any resolution.
        ALLOW("Allow"),
        /// Not at all; PlayReady's own default.
        DISALLOW("Disallow"),
        /// In standard definition.
        SD_ONLY("SDOnly");

        private final String word;

        UnknownOutputs(String word) {
            this.word = word;
        }

        /// As the parameter spells it.
        public String word() {
            return word;
        }
    }

    /// How the content is encrypted: `algId`.
    public enum Algorithm {
        /// `cenc`.
        AES_CTR,
        /// `cbcs`.
        AES_CBC
    }

    /// What holds for one key.
    ///
    /// @param securityLevel the least that the device must have: 150, 2000 or 3000
    /// @param algorithm     how its content is encrypted
    /// @param levels        how outputs must be protected
    public record KeyRules(int securityLevel, Algorithm algorithm, OutputLevels levels) {
        /// The levels that there are.
        public static final List<Integer> SECURITY_LEVELS = List.of(150, 2000, 3000);

        public KeyRules {
            if (!SECURITY_LEVELS.contains(securityLevel))
                throw new IllegalArgumentException("securityLevel: must be 150, 2000 or 3000");
        }
    }

    /// The five output protection levels, 0 to 999 each; what the numbers mean is for PlayReady to say.
    public record OutputLevels(
            int analogVideo,
            int compressedDigitalAudio,
            int compressedDigitalVideo,
            int uncompressedDigitalAudio,
            int uncompressedDigitalVideo) {}

    public PlayReadyRules {
        keys = List.copyOf(keys);
        if (purchase == Purchase.RENTAL && end.isEmpty())
            throw new IllegalArgumentException("end: a rental must have one");
    }
}
