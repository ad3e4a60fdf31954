package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.RehearsedLedger;
import dev.licet.domain.stop.Halt;
import dev.licet.drm.Devices;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.FairPlayOptions;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.Permits;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.server.config.Config;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What turns tokens into licenses.
///
/// @param licenses         redeems tokens
/// @param rehearsals       does the same, and charges and records nothing
/// @param embeddedWidevine where licenses are made here for simulated Widevine devices
/// @param clearKey         where Clear Key is served
record Redeeming(
        LicenseIssuer licenses,
        LicenseIssuer rehearsals,
        Set<Environment> embeddedWidevine,
        Set<Environment> clearKey) {
    private static final Duration LONGEST_WAIT_FOR_CRYPTOGRAPHY = Duration.ofSeconds(2);

    static Redeeming of(Foundation foundation, FairPlaySets fairPlay, Outbound outbound, Issuing issuing) {
        var database = foundation.database();
        Config config = foundation.config();
        var embedded = testAnd(config.widevineInProduction());
        List<DrmSystem> systems = List.of(
                widevine(foundation, outbound, embedded),
                fairPlay(foundation, outbound, fairPlay),
                DrmSystems.clearKey(),
                playReady(foundation, outbound));
        var over = issuers(foundation, issuing, systems);
        return new Redeeming(
                over.apply(database.ledger()),
                over.apply(new RehearsedLedger(database.ledger(), database.accounts())),
                embedded,
                testAnd(config.clearKeyInProduction()));
    }

    /// All that is made shares what bounds the cryptography.
    private static Function<Ledger, LicenseIssuer> issuers(
            Foundation foundation, Issuing issuing, List<DrmSystem> systems) {
        var database = foundation.database();
        var permits = new Permits(Foundation.processors(), LONGEST_WAIT_FOR_CRYPTOGRAPHY);
        return ledger -> new LicenseIssuer(
                systems,
                issuing.sealer(),
                database.accounts(),
                ledger,
                new Devices(database.pseudonym(), new Halt(database.stops())),
                issuing.unattributed(),
                permits,
                foundation.clock());
    }

    private static Set<Environment> testAnd(boolean production) {
        return production ? EnumSet.allOf(Environment.class) : EnumSet.of(Environment.TEST);
    }

    private static DrmSystem widevine(Foundation foundation, Outbound outbound, Set<Environment> embedded) {
        var database = foundation.database();
        var standard = WidevineOptions.STANDARD;
        return DrmSystems.widevine(
                new WidevinePorts(database.widevineTrust(), database.widevineBackEnds(), database.sealingKeys()),
                new WidevineOptions(embedded, standard.defaultLevel(), standard.renewal(), outbound.limits()),
                foundation.clock(),
                foundation.random());
    }

    private static DrmSystem fairPlay(Foundation foundation, Outbound outbound, FairPlaySets sets) {
        var transport = foundation.config().spcTransport().map(TransportFile::read);
        return DrmSystems.fairPlay(
                foundation.database().fairPlayCredentials(),
                new FairPlayOptions(sets.plugIns(), transport, outbound.limits()),
                foundation.clock(),
                foundation.random());
    }

    private static DrmSystem playReady(Foundation foundation, Outbound outbound) {
        return DrmSystems.playReady(
                foundation.database().playReadySetups(), outbound.limits(), foundation.clock(), foundation.random());
    }
}
