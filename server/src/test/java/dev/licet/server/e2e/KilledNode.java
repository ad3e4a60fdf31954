package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.Devices;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.Permits;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.system.DrmSystems;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A process that redeems one PlayReady token and dies in the middle: when the charge is on disk and nobody has
/// been asked yet, or, without the word `halt`, by the hand of whoever it asks.
final class KilledNode {
    private KilledNode() {}

    /// @param arguments the data directory, the master key's file, the file with the token, that with the
    ///                  challenge, and perhaps `halt`
    static void main(String[] arguments) throws Exception {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        MasterKey master = MasterKey.inFile(Path.of(arguments[1]), random);
        var database = Database.open(DatabaseSettings.forService(Path.of(arguments[0]), master, clock, random));
        Ledger ledger = arguments.length > 4 ? dying(database.ledger()) : database.ledger();
        var issuer = new LicenseIssuer(
                List.of(DrmSystems.playReady(database.playReadySetups(), UpstreamLimits.STANDARD, clock, random)),
                new TokenSealer(database.sealingKeys(), random),
                database.accounts(),
                ledger,
                new Devices(database.pseudonym(), new Halt(database.stops())),
                new RecordThrottle(clock, 1),
                new Permits(1, Duration.ofSeconds(10)),
                clock);
        issuer.redeem(new RedemptionCall(
                Environment.TEST,
                Drm.PLAYREADY,
                Optional.of(Files.readString(Path.of(arguments[2]))),
                new Sent.Body(Files.readAllBytes(Path.of(arguments[3])), Optional.empty()),
                "killed"));
        System.exit(1);
    }

    /// Dies when a charge has been answered.
    static Ledger dying(Ledger ledger) {
        return (Ledger) Proxy.newProxyInstance(
                KilledNode.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    try {
                        Object answer = method.invoke(ledger, arguments);
                        if (method.getName().equals("redeem"))
                            Runtime.getRuntime().halt(9);
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
