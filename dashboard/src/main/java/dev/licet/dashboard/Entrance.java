package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.dashboard.DashboardData;
import dev.licet.storage.dashboard.DashboardSessions;
import java.security.SecureRandom;

/// What every way of signing in needs.
///
/// @param data    users, sessions and browsers
/// @param cookies those of the dashboard
/// @param deeds   writes down who came in and who did not
record Entrance(DashboardData data, Cookies cookies, Deeds deeds, SecureRandom random) {
    SecretBytes secret() {
        return SecretBytes.random(random, DashboardSessions.SECRET_BYTES);
    }
}
