package dev.licet.dashboard.view;

import java.util.List;
import java.util.Optional;

/// Who makes the Widevine licenses of an account in one environment.
///
/// @param facts   about the back end that is set; none when none is
/// @param damaged whether one is set that does not open, because its row was changed
/// @param typed   what forms begin with
/// @param attempt how trying it went, if it was just tried
public record WidevinePage(Frame frame, List<Fact> facts, boolean damaged, Typed typed, Optional<Attempt> attempt) {

    /// What is in the forms.
    ///
    /// @param kind    `embedded`, `signed-json`, `relay`, or empty
    /// @param headers the names of those that are set
    /// @param unread  whether requests that cannot be read go to the relay too
    public record Typed(String kind, String url, String provider, List<String> headers, boolean unread) {}

    /// How asking the upstream went.
    public record Attempt(boolean works, String words, List<Fact> facts) {}

    /// Whether there is something to try or to remove.
    public boolean isSet() {
        return damaged || !facts.isEmpty();
    }

    /// Whether the forms of that kind begin with what is set or was typed.
    public boolean is(String kind) {
        return typed.kind().equals(kind);
    }

    /// What the form of that kind begins with.
    public String url(String kind) {
        return is(kind) ? typed.url() : "";
    }

    /// The names of the headers that may stay, in words.
    public String headers() {
        return String.join(", ", typed.headers());
    }
}
