package dev.licet.server.serve;

import dev.licet.dashboard.Dashboard;
import dev.licet.dashboard.DashboardWorld;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.http.lane.Lanes;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// Makes the pages of the dashboard out of the parts that do their work.
final class AdminPages {
    private AdminPages() {}

    static Dashboard over(Core core, Addresses addresses, Lanes lanes) {
        var foundation = core.foundation();
        var tokens = core.issuing().tokens();
        return new Dashboard(new DashboardWorld(
                foundation.database(),
                tokens::issueFor,
                tokens::preview,
                core.issuing().sealer(),
                core.explainer(),
                core.outbound().check(foundation),
                core.fairPlay().installed(),
                addresses.urls(),
                core.redeeming().clearKey(),
                openId(core),
                () -> addresses.dashboard().orElseThrow(),
                lanes,
                foundation.config().admin().isSecure(),
                foundation.clock(),
                foundation.random()));
    }

    private static Optional<OpenId> openId(Core core) {
        var foundation = core.foundation();
        var trust = core.outbound().trust();
        return foundation
                .config()
                .admin()
                .openId()
                .map(setting -> new OpenId(setting, trust.context(), foundation.clock()));
    }

    /// Throws [BadConfig] when the secret of the OpenID Connect provider cannot be read. Without it nobody who comes
    /// from the provider could sign in, and only they would learn of it.
    static void requireSecret(Config config) {
        config.admin().openId().flatMap(OpenIdSetting::secretFile).ifPresent(file -> {
            try {
                if (!Files.readString(file).isBlank()) return;
            } catch (IOException unreadable) {
                throw new BadConfig("admin.openid.client-secret-file: cannot read " + file);
            }
            throw new BadConfig("admin.openid.client-secret-file: " + file + " is empty");
        });
    }
}
