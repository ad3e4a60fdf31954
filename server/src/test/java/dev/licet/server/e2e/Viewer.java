package dev.licet.server.e2e;

import dev.licet.crypto.P256;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.playready.PlayReadyClient;
import dev.licet.device.widevine.DeviceFactory;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Simulated devices that belong to a running service.
final class Viewer {
    private Viewer() {}

    /// A device under the service's test root.
    static WidevineCdm widevine(RunningService service) {
        try {
            return widevine(DeviceFactory.load(service.data()));
        } catch (IOException | MalformedMessage unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /// A device under somebody else's root.
    static WidevineCdm stranger() {
        return widevine(DeviceFactory.foreign(InstantSource.system(), RunningService.RANDOM));
    }

    private static WidevineCdm widevine(DeviceFactory factory) {
        try {
            var device = factory.make(InstantSource.system(), RunningService.RANDOM);
            return new WidevineCdm(device, InstantSource.system(), RunningService.RANDOM);
        } catch (MalformedMessage unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /// What a player passes to its CDM for the key of [TokenCatalogue].
    static byte[] pssh() {
        return WidevinePssh.ofKeyIds(List.of(kid())).toBytes();
    }

    /// A FairPlay client with the certificate that the service hands out and its stand-in ASk.
    static FairPlayClient fairPlay(RunningService service) {
        String path = "/hms/fp/certificate/" + service.demo().id();
        byte[] certificate = Api.get(service.url(Environment.TEST, path)).body();
        return FairPlayClient.standIn(certificate, ask(service), InstantSource.system(), RunningService.RANDOM);
    }

    private static SecretBytes ask(RunningService service) {
        try {
            var file = service.data().resolve("device-factory").resolve("fairplay-ask.hex");
            return SecretBytes.parseHex(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A PlayReady client with a key of its own.
    static PlayReadyClient playReady() {
        var random = RunningService.RANDOM;
        return new PlayReadyClient(P256.generate(random), InstantSource.system(), random);
    }

    private static byte[] kid() {
        return HexFormat.of().parseHex(TokenCatalogue.KID);
    }

    /// One that no token has.
    private static byte[] strangeKid() {
        byte[] kid = new byte[16];
        RunningService.RANDOM.nextBytes(kid);
        return kid;
    }

    /// Whatever a device of that system sends for a first license, different every time.
    static byte[] challenge(RunningService service, Drm drm) {
        return switch (drm) {
            case WIDEVINE ->
                widevine(service)
                        .challenge(pssh(), LicenseType.STREAMING, Optional.empty())
                        .body();
            case FAIRPLAY -> fairPlay(service).request(SpcOptions.ordinary(2)).spc();
            case CLEARKEY -> ClearKeyCdm.request(List.of(kid(), strangeKid()));
            case PLAYREADY -> playReady().challenge(List.of(kid()), Optional.empty());
        };
    }
}
