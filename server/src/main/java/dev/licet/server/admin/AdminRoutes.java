package dev.licet.server.admin;

import java.util.List;
import java.util.stream.Stream;

/// All routes, by what they are about.
final class AdminRoutes {
    private AdminRoutes() {}

    static List<AdminRoute> over(AdminParts parts) {
        var database = parts.database();
        var administration = database.administration();
        return Stream.of(
                        new AccountRoutes(administration.accounts()).all(),
                        new BalanceRoutes(administration.balances()).all(),
                        new LowBalanceRoutes(administration.lowBalances()).all(),
                        new AuthenticatorRoutes(administration).all(),
                        new StopRoutes(administration.stops()).all(),
                        new UsageRoutes(database.usage().inTime(), parts.clock()).all(),
                        new RecordRoutes(
                                        administration.accounts(),
                                        database.dashboard().records(),
                                        parts.clock())
                                .all(),
                        new KeyRoutes(administration.accounts(), database.contentKeys()).all(),
                        new WidevineRoutes(database).all(),
                        new PlayReadyRoutes(database).all(),
                        new FairPlayRoutes(parts).all(),
                        new PackagingRoutes(administration).all(),
                        new SignerRoutes(administration, parts.tools().random()).all(),
                        new DualRunRoutes(administration).all(),
                        new UserRoutes(database.dashboard().users(), parts.tools()).all(),
                        new AuditRoutes(database.audit()).all())
                .flatMap(List::stream)
                .toList();
    }
}
