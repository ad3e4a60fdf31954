package dev.licet.server.serve;

import dev.licet.dashboard.Access;
import dev.licet.dashboard.Dashboard;
import dev.licet.dashboard.DashboardParts;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.http.lane.Lanes;
import dev.licet.server.admin.AdminParts;
import dev.licet.server.api.RecordLines;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the pages of the dashboard out of the parts that do their work.
final class AdminPages {
    private AdminPages() {}

    static Dashboard over(Core core, Addresses addresses, Lanes lanes) {
        var foundation = core.foundation();
        var issuing = core.issuing();
        var parts = new DashboardParts(
                foundation.database(),
                new DashboardParts.Tokens(issuing.tokens(), issuing.sealer(), core.explainer(), issuing.packagers()),
                players(core, addresses),
                tools(core, lanes));
        Supplier<URI> self = () -> addresses.dashboard().orElseThrow();
        return new Dashboard(
                parts,
                new Access(openId(core), self, foundation.config().admin().isSecure()));
    }

    private static DashboardParts.Players players(Core core, Addresses addresses) {
        var foundation = core.foundation();
        var upstreams = new DashboardParts.Upstreams(
                core.outbound().check(foundation), foundation.config().shown().isPresent());
        return new DashboardParts.Players(
                addresses.urls(), core.redeeming().clearKey(), core.fairPlay().installed(), upstreams);
    }

    /// What programs work on that run the installation.
    static AdminParts programs(Core core, Lanes lanes) {
        var database = core.foundation().database();
        return new AdminParts(database, tools(core, lanes), core.fairPlay().installed());
    }

    private static DashboardParts.Tools tools(Core core, Lanes lanes) {
        var foundation = core.foundation();
        return new DashboardParts.Tools(lanes, foundation.clock(), foundation.random(), RecordLines::in);
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
