package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.domain.audit.LoggedAudit;
import dev.licet.domain.keystore.KeyStorage;
import dev.licet.drm.system.FormerService;
import dev.licet.http.PublicUrls;
import dev.licet.http.lane.Lanes;
import dev.licet.keys.cpix.CpixDoor;
import dev.licet.keys.license.LicenseDoor;
import dev.licet.keys.speke.CopyProtection;
import dev.licet.server.api.Api;
import dev.licet.server.api.CertificateEndpoint;
import dev.licet.server.api.ComparisonLog;
import dev.licet.server.api.ContentKeyEndpoint;
import dev.licet.server.api.CpixEndpoint;
import dev.licet.server.api.ExplainEndpoint;
import dev.licet.server.api.HealthEndpoint;
import dev.licet.server.api.HomeEndpoint;
import dev.licet.server.api.KeystoreEndpoint;
import dev.licet.server.api.LicenseAnswers;
import dev.licet.server.api.LicenseEndpoint;
import dev.licet.server.api.PackagerDoor;
import dev.licet.server.api.PackagerRoom;
import dev.licet.server.api.Reads;
import dev.licet.server.api.RecordEndpoint;
import dev.licet.server.api.RecordStreamEndpoint;
import dev.licet.server.api.RightsEndpoint;
import dev.licet.server.api.SpekeEndpoint;
import dev.licet.server.api.TokenEndpoint;
import dev.licet.server.api.TwoServices;
import java.util.function.Function;

/// Makes the endpoints of the API out of the parts that do their work.
final class Endpoints {
    private final Core core;
    private final PublicUrls urls;
    private final Reads reads;
    private final PackagerRoom room;

    private Endpoints(Core core, PublicUrls urls, Lanes lanes) {
        this.core = core;
        this.urls = urls;
        this.reads = new Reads(lanes.reading());
        this.room = new PackagerRoom(lanes.packaging());
    }

    static Api.Endpoints over(Core core, Addresses addresses, Lanes lanes, HealthEndpoint health) {
        return new Endpoints(core, addresses.urls(), lanes).all(health, new HomeEndpoint(addresses::dashboard));
    }

    private Api.Endpoints all(HealthEndpoint health, HomeEndpoint home) {
        var database = core.foundation().database();
        var callers = core.issuing().callers();
        return new Api.Endpoints(
                new TokenEndpoint(core.issuing().tokens()::issue, urls),
                new RightsEndpoint(core.redeeming().licenses()::redeem),
                certificates(),
                new RecordEndpoint(callers, database.records(), reads),
                new RecordStreamEndpoint(callers, database.records(), database.recordTail(), reads),
                keyStorage(),
                packagers(),
                licenses(),
                new ExplainEndpoint(callers, core.explainer(), reads),
                health,
                home);
    }

    private CertificateEndpoint certificates() {
        return new CertificateEndpoint(
                core.fairPlay().usable(),
                core.foundation().database().widevineTrust(),
                core.redeeming().embeddedWidevine());
    }

    private KeystoreEndpoint keyStorage() {
        var foundation = core.foundation();
        var database = foundation.database();
        var storage =
                new KeyStorage(database.contentKeys(), database.ledger(), foundation.clock(), foundation.random());
        return new KeystoreEndpoint(
                core.issuing().callers(),
                storage,
                urls,
                new LoggedAudit(database.audit()),
                foundation.config().keystoreRequests(),
                reads);
    }

    private LicenseEndpoint licenses() {
        var issuing = core.issuing();
        var redeeming = core.redeeming();
        var answers = new LicenseAnswers(
                new LicenseDoor(issuing.packagers(), core.foundation().clock()),
                redeeming.licenses(),
                redeeming.rehearsals());
        return new LicenseEndpoint(issuing.signers(), answers, services(answers), issuing.unattributed());
    }

    private TwoServices services(LicenseAnswers answers) {
        var database = core.foundation().database();
        var clock = core.foundation().clock();
        var outbound = core.outbound();
        return new TwoServices(
                database.dualRuns(),
                answers,
                new FormerService(outbound.limits(), clock),
                new ComparisonLog(database.ledger(), clock, outbound.dualRuns()));
    }

    /// All share one lane, so that players do not wait for them.
    private Api.PackagerEndpoints packagers() {
        var issuing = core.issuing();
        var provider = issuing.packagers();
        var door = new PackagerDoor(issuing.callers(), provider, room);
        var signed = new ContentKeyEndpoint(issuing.signers(), provider, issuing.unattributed(), room);
        Function<Environment, String> keyUrl = environment -> urls.of(environment) + Api.KEYS;
        return new Api.PackagerEndpoints(
                new SpekeEndpoint(
                        door, new CopyProtection(provider, core.foundation().random()), keyUrl),
                new CpixEndpoint(door, new CpixDoor(provider), keyUrl),
                signed);
    }
}
