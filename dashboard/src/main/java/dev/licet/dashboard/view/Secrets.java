package dev.licet.dashboard.view;

import dev.licet.domain.Environment;
import java.util.List;

/// Secrets that were just made, shown this once. It does not print them.
///
/// @param kept what is kept of them
/// @param back where to go from here
public record Secrets(Frame frame, String kept, List<Secret> secrets, String back) {
    /// Said of authenticators.
    public static final String HASHED = "only a keyed hash of it is kept";
    /// Said of signing keys.
    public static final String SEALED = "it is kept sealed";

    /// An authenticator of an account.
    public static Secret authenticator(Environment environment, String text) {
        return new Secret("Authenticator, " + environment.word(), text);
    }

    /// One of them, and what it is.
    public record Secret(String name, String text) {
        @Override
        public String toString() {
            return "Secret[" + name + "]";
        }
    }
}
