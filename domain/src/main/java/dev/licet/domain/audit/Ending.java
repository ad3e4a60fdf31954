package dev.licet.domain.audit;

import java.util.Optional;
import java.util.stream.Stream;

/// What became of a deed.
public sealed interface Ending {
    /// It was done, and is on disk.
    record Done() implements Ending {}

    /// It was not done, because a rule speaks against it; nothing was changed.
    ///
    /// @param reason which, in one sentence; never a secret
    record Refused(String reason) implements Ending {
        public Refused {
            reason = Plain.text(reason, LONGEST);
        }
    }

    /// Something broke on the way; it may or may not have been done.
    ///
    /// @param reason what, in a few words; never a secret
    record Failed(String reason) implements Ending {
        public Failed {
            reason = Plain.text(reason, LONGEST);
        }
    }

    /// Not known: the line was written before the deed, by a version that did so.
    record Unknown() implements Ending {}

    /// Characters of the longest reason; more is cut off.
    int LONGEST = 500;

    /// What a line is looked for by.
    enum Kind {
        /// [Done].
        DONE("done"),
        /// [Refused].
        REFUSED("refused"),
        /// [Failed].
        FAILED("failed"),
        /// [Unknown].
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As it is written down.
        public String word() {
            return word;
        }

        /// The ending of this kind with that reason, which only two of them have: the others take an empty one.
        public Ending because(String reason) {
            return switch (this) {
                case DONE -> without(reason, new Done());
                case REFUSED -> new Refused(reason);
                case FAILED -> new Failed(reason);
                case UNKNOWN -> without(reason, new Unknown());
            };
        }

        private static Ending without(String reason, Ending ending) {
            if (reason.isEmpty()) return ending;
            throw new IllegalArgumentException("an ending that has no reason has one");
        }

        /// The kind with that word.
        public static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    /// Which of them it is.
    default Kind kind() {
        return switch (this) {
            case Done() -> Kind.DONE;
            case Refused(String reason) -> Kind.REFUSED;
            case Failed(String reason) -> Kind.FAILED;
            case Unknown() -> Kind.UNKNOWN;
        };
    }

    /// Why; empty for what was done.
    default String reason() {
        return switch (this) {
            case Refused(String reason) -> reason;
            case Failed(String reason) -> reason;
            case Done(), Unknown() -> "";
        };
    }
}
