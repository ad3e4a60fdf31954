package dev.licet.dashboard.view;

import java.util.List;

/// Authenticators that were just made, shown this once. It does not print them.
///
/// @param back where to go from here
public record Secrets(Frame frame, List<Secret> secrets, String back) {

    /// One of them.
    public record Secret(String environment, String text) {
        @Override
        public String toString() {
            return "Secret[" + environment + "]";
        }
    }
}
