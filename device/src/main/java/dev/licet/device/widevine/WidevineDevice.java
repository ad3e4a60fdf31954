package dev.licet.device.widevine;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.device.file.PrivateFile;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineDeviceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// One device: its key, its client id, and the root that it pins.
///
/// @param file key and client id
/// @param root `SignedDrmCertificate` of the root under which service certificates must be; absent: not checked
public record WidevineDevice(WidevineDeviceFile file, Optional<byte[]> root) {
    private static final String WVD = "device.wvd";
    private static final String CLIENT_ID = "client_id.bin";
    private static final String PRIVATE_KEY = "private_key.pem";
    private static final String ROOT = "root.bin";
    private static final int PEM_LINE = 64;

    /// Reads a `.wvd` file, or a folder with `device.wvd` or with `client_id.bin` and `private_key.pem` in it.
    public static WidevineDevice load(Path path) throws IOException, MalformedMessage {
        if (!Files.isDirectory(path)) return new WidevineDevice(wvd(path), Optional.empty());
        var root = path.resolve(ROOT);
        return new WidevineDevice(
                Files.exists(path.resolve(WVD)) ? wvd(path.resolve(WVD)) : twoFiles(path),
                Files.exists(root) ? Optional.of(Files.readAllBytes(root)) : Optional.empty());
    }

    private static WidevineDeviceFile wvd(Path file) throws IOException, MalformedMessage {
        return WidevineDeviceFile.read(Files.readAllBytes(file));
    }

    private static WidevineDeviceFile twoFiles(Path folder) throws IOException, MalformedMessage {
        byte[] clientId = Files.readAllBytes(folder.resolve(CLIENT_ID));
        WidevineClientId.read(clientId);
        var key = RsaPrivateKey.parse(Files.readAllBytes(folder.resolve(PRIVATE_KEY)));
        if (key.isEmpty()) throw new MalformedMessage(PRIVATE_KEY + ": not an RSA key");
        return new WidevineDeviceFile(WidevineDeviceFile.CHROME, 3, key.get(), clientId);
    }

    /// Writes all files of the device into `folder`, which is made if need be.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when there is a device in it already
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        PrivateFile.write(folder.resolve(PRIVATE_KEY), pem());
        PrivateFile.write(folder.resolve(WVD), file.toBytes());
        Files.write(folder.resolve(CLIENT_ID), file.clientId());
        if (root.isPresent()) Files.write(folder.resolve(ROOT), root.get());
    }

    private byte[] pem() {
        var encoder = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        String body = file.key().toPkcs8().expose(encoder::encodeToString);
        return ("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
