package dev.licet.dashboard.view;

import java.util.List;

/// Who makes the PlayReady licenses of an account in one environment.
///
/// @param shown what is set
/// @param typed what forms begin with
public record PlayReadyPage(Frame frame, Shown shown, Typed typed) {

    /// What is set.
    ///
    /// @param facts       about it; none when nothing is
    /// @param damaged     whether something is set that does not open, because its row was changed
    /// @param certificate whether license makers that ask for a certificate are shown one
    public record Shown(List<Fact> facts, boolean damaged, boolean certificate) {
        /// Whether there is something to remove.
        public boolean isSet() {
            return damaged || !facts.isEmpty();
        }
    }

    /// What is in the forms.
    ///
    /// @param kind      `handler`, `vendor`, `microsoft-test`, or empty
    /// @param names     of the secrets or headers that are set
    /// @param announced the `LA_URL` of content headers
    public record Typed(String kind, String url, List<String> names, String announced) {}

    /// Whether the forms of that kind begin with what is set or was typed.
    public boolean is(String kind) {
        return typed.kind().equals(kind);
    }

    /// What the form of that kind begins with.
    public String url(String kind) {
        return is(kind) ? typed.url() : "";
    }

    /// The names that the form of that kind begins with, one a line.
    public String names(String kind) {
        return is(kind) ? String.join("\n", typed.names()) : "";
    }
}
