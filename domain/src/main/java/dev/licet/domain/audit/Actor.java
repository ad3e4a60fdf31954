package dev.licet.domain.audit;

import java.util.Optional;
import java.util.stream.Stream;

/// Who did something, and from where.
///
/// @param kind    in which way they came
/// @param name    who it is, in the words of that way; empty where nobody knows
/// @param address the network address that the request came from; empty for what came over no network
/// @param request the id of the request, which is also in the log and in the answer; empty where there is none
public record Actor(Kind kind, String name, String address, String request) {
    /// Characters of the longest name.
    public static final int LONGEST_NAME = 255;

    private static final int LONGEST_ADDRESS = 100;

    /// In which way somebody came.
    public enum Kind {
        /// A user of the dashboard, by name.
        USER("user"),
        /// Somebody at a shell of the machine, by the name of their account there.
        COMMAND("command"),
        /// A program with an authenticator, by the number of its account.
        CALLER("caller"),
        /// A program with an operator token, by the token's name and number.
        OPERATOR("operator"),
        /// The service by itself.
        SERVICE("service"),
        /// Somebody who has not shown who they are.
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As it is written down.
        public String word() {
            return word;
        }

        /// The kind with that word.
        public static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    public Actor {
        name = Plain.text(name, LONGEST_NAME);
        address = Plain.text(address, LONGEST_ADDRESS);
        request = Plain.text(request, 64);
    }

    /// The service by itself, such as at its first start.
    public static Actor service() {
        return new Actor(Kind.SERVICE, "licet", "", "");
    }

    /// Somebody at a shell of the machine.
    public static Actor command(String systemUser) {
        return new Actor(Kind.COMMAND, systemUser, "", "");
    }
}
