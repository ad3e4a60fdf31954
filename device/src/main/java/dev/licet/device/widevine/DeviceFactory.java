package dev.licet.device.widevine;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineDeviceFile;
import dev.licet.drm.wire.WidevineIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes devices of one model. A server leaves its test model in the folder `device-factory` of its data directory:
/// `root.bin` and `model.bin` (`SignedDrmCertificate`) and `model-key.pem` (PKCS#8).
///
/// @param root  certificate of the root that the devices pin
/// @param model certifies the devices
public record DeviceFactory(byte[] root, WidevineIssuer model) {
    private static final String FOLDER = "device-factory";
    private static final String ROOT = "root.bin";
    private static final int RSA_BITS = 2048;
    private static final long FOREIGN_SYSTEM_ID = 31337;
    private static final int SOFTWARE = 3;

    /// Where it is in a data directory.
    public static Path folder(Path data) {
        return data.resolve(FOLDER);
    }

    /// Reads the factory in a data directory.
    ///
    /// @throws IOException      when there is none
    /// @throws MalformedMessage when its files are not what they should be
    public static DeviceFactory load(Path data) throws IOException, MalformedMessage {
        var folder = folder(data);
        var key = RsaPrivateKey.parse(Files.readAllBytes(folder.resolve("model-key.pem")));
        if (key.isEmpty()) throw new MalformedMessage("model-key.pem: not an RSA key");
        var model = new WidevineIssuer(Files.readAllBytes(folder.resolve("model.bin")), key.get());
        model.own();
        return new DeviceFactory(Files.readAllBytes(folder.resolve(ROOT)), model);
    }

    /// The root of the factory in a data directory, if there is one.
    public static Optional<byte[]> root(Path data) throws IOException {
        var file = folder(data).resolve(ROOT);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /// A factory of its own, under a root that nobody trusts.
    public static DeviceFactory foreign(InstantSource clock, SecureRandom random) {
        var now = clock.instant();
        var root = WidevineIssuer.root(RsaPrivateKey.generate(RSA_BITS, random), now, random);
        var model = root.model(FOREIGN_SYSTEM_ID, RsaPrivateKey.generate(RSA_BITS, random), now, random);
        return new DeviceFactory(root.certificate(), model);
    }

    /// Makes one device with a new key.
    public WidevineDevice make(InstantSource clock, SecureRandom random) throws MalformedMessage {
        return make(RsaPrivateKey.generate(RSA_BITS, random), clock, random);
    }

    /// Makes one device with a certificate of its own for that key: for many at once.
    public WidevineDevice make(RsaPrivateKey key, InstantSource clock, SecureRandom random) throws MalformedMessage {
        var certificate = model.device(key, clock.instant(), random).certificate();
        byte[] clientId = clientId(certificate).toBytes();
        return new WidevineDevice(
                new WidevineDeviceFile(WidevineDeviceFile.CHROME, SOFTWARE, key, clientId), Optional.of(root));
    }

    private static WidevineClientId clientId(byte[] certificate) {
        var info = List.of(
                new WidevineClientId.Info("company_name", "Licet"),
                new WidevineClientId.Info("model_name", "simulated device"),
                new WidevineClientId.Info("architecture_name", "none"),
                new WidevineClientId.Info("widevine_cdm_version", "0.1.0"));
        var capabilities = new WidevineClientId.Capabilities(OptionalInt.of(0), OptionalInt.of(15));
        return new WidevineClientId(
                WidevineClientId.DEVICE_CERTIFICATE, Optional.of(certificate), info, Optional.of(capabilities));
    }
}
