package dev.licet.dashboard.view;

import dev.licet.storage.account.AuthenticatorOverview;
import java.util.List;

/// The authenticators of an account in one environment, newest first.
public record Authenticators(Frame frame, List<AuthenticatorOverview> entries) {
    /// Whether anybody would miss it.
    public static String used(AuthenticatorOverview entry) {
        return entry.lastUsed()
                .map(at -> "It was last used at " + Times.shown(at) + " UTC.")
                .orElse("It was never used.");
    }
}
