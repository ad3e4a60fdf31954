package dev.licet.device.playready;

import dev.licet.crypto.P256;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.file.PrivateFile;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A simulated PlayReady client in a folder: its key, `playready_key.bin`, 32 bytes and the 64 of the point.
public final class PlayReadyDevice {
    private static final String FILE = "playready_key.bin";

    private PlayReadyDevice() {}

    /// Writes a new one; there must be none yet.
    public static void write(Path folder, P256.Key key) throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = key.secret().expose(secret -> Arrays.copyOf(secret, P256.SCALAR_BYTES + P256.POINT_BYTES));
        System.arraycopy(key.point(), 0, bytes, P256.SCALAR_BYTES, P256.POINT_BYTES);
        PrivateFile.write(folder.resolve(FILE), bytes);
    }

    /// Reads it again.
    ///
    /// @throws MalformedMessage when the file is something else
    public static P256.Key load(Path folder) throws IOException, MalformedMessage {
        byte[] bytes = Files.readAllBytes(folder.resolve(FILE));
        if (bytes.length != P256.SCALAR_BYTES + P256.POINT_BYTES) throw new MalformedMessage("not a PlayReady device");
        var secret = SecretBytes.taking(Arrays.copyOf(bytes, P256.SCALAR_BYTES));
        return new P256.Key(secret, Arrays.copyOfRange(bytes, P256.SCALAR_BYTES, bytes.length));
    }
}
