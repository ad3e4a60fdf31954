package dev.licet.dashboard.view;

import dev.licet.drm.credential.FairPlayCheck.Finding;
import dev.licet.drm.credential.FairPlayCheck.Verdict;
import dev.licet.storage.credential.FairPlayOverview;
import java.util.List;

/// FairPlay credentials of an account in one environment.
///
/// @param derivations those that new credentials can name
public record FairPlayPage(Frame frame, List<Row> rows, List<String> derivations) {

    /// One set.
    ///
    /// @param findings what can be said about it without a device
    public record Row(FairPlayOverview entry, List<Finding> findings) {}

    /// How the verdict looks.
    public static String badge(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> "badge good";
            case NOTE -> "badge open";
            case BAD -> "badge bad";
        };
    }

    /// The verdict in a word.
    public static String word(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> "good";
            case NOTE -> "note";
            case BAD -> "bad";
        };
    }
}
