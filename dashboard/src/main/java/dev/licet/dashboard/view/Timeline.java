package dev.licet.dashboard.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a viewer gets in one DRM system, on an axis of time since the token was made.
///
/// @param drm     the system, as its owner writes it
/// @param bars    until when what is possible at the latest; empty when there would be no token
/// @param words   the same in words, one sentence each
/// @param refused why there would be no token
public record Timeline(String drm, List<Bar> bars, List<String> words, Optional<Refusal> refused) {

    /// One thing that is possible.
    ///
    /// @param kind    `fetch`, `begin` or `watch`
    /// @param label   what, and until when
    /// @param percent how far it reaches
    /// @param endless whether it has no end
    public record Bar(String kind, String label, double percent, boolean endless) {
        /// For the drawing.
        public String width() {
            return String.format(Locale.ROOT, "%.1f%%", percent);
        }
    }

    /// A mark on the axis.
    public record Tick(String label, double percent) {
        /// For the drawing.
        public String x() {
            return String.format(Locale.ROOT, "%.1f%%", percent);
        }
    }

    /// A refusal.
    public record Refusal(int code, String message, String hint) {}

    /// Points from one bar to the next.
    public static final int STEP = 34;

    /// How high the drawing is.
    public int height() {
        return bars.size() * STEP + 22;
    }
}
