package dev.licet.drm;

import java.util.Locale;

/// What became of a request to another license server.
public enum UpstreamOutcome {
    /// It was answered, whatever the answer says.
    ANSWERED,
    /// Nothing came back in time.
    SILENT,
    /// It was not sent, because several before it were silent.
    LEFT_ALONE,
    /// It was not sent, because too many waited already.
    CROWDED;

    /// In metrics.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
