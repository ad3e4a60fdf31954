package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.Devices;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.Permits;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.drm.Warrant;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.keys.license.LicenseDoor;
import dev.licet.keys.license.Signatory;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A process that answers one license proxy and dies when the charge is on disk and the license is not made.
final class KilledProxyNode {
    private KilledProxyNode() {}

    /// @param arguments the data directory, the master key's file, the account, its signer, the file with the message
    static void main(String[] arguments) throws Exception {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        MasterKey master = MasterKey.inFile(Path.of(arguments[1]), random);
        var database = Database.open(DatabaseSettings.forService(Path.of(arguments[0]), master, clock, random));
        var signatory = new Signatory(AccountId.parse(arguments[2]).orElseThrow(), Environment.TEST, arguments[3]);
        var door = new LicenseDoor(new KeyProvider(database.packagerPorts(), clock, random), clock);
        var asked = (LicenseDoor.Asked.License) door.read(signatory, Files.readAllBytes(Path.of(arguments[4])));
        var body = new Sent.Body(asked.order().payload(), Optional.empty());
        var call = new RedemptionCall(Environment.TEST, Drm.WIDEVINE, Optional.empty(), body, "killed");
        issuer(database, clock, random)
                .redeem(
                        call,
                        new Warrant(asked.order().token(), "", asked.order().facts()));
        System.exit(1);
    }

    private static LicenseIssuer issuer(Database database, InstantSource clock, SecureRandom random) {
        var widevine = DrmSystems.widevine(
                WidevinePorts.embedded(database.widevineTrust(), database.sealingKeys()),
                WidevineOptions.STANDARD,
                clock,
                random);
        return new LicenseIssuer(
                List.of(widevine),
                new TokenSealer(database.sealingKeys(), random),
                database.accounts(),
                KilledNode.dying(database.ledger()),
                new Devices(database.pseudonym(), new Halt(database.stops())),
                new RecordThrottle(clock, 1),
                new Permits(1, Duration.ofSeconds(10)),
                clock);
    }
}
