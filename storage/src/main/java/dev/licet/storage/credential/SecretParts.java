package dev.licet.storage.credential;

import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Several secrets in one sealed column: each as its length in four bytes and its bytes.
final class SecretParts {
    private SecretParts() {}

    static SecretBytes join(List<SecretBytes> parts) {
        int length =
                parts.stream().mapToInt(part -> Integer.BYTES + part.length()).sum();
        var joined = ByteBuffer.allocate(length);
        for (SecretBytes part : parts) joined.putInt(part.length()).put(part.<byte[]>expose(byte[]::clone));
        return SecretBytes.taking(joined.array());
    }

    static List<SecretBytes> split(SecretBytes joined) {
        return joined.expose(bytes -> {
            var parts = new ArrayList<SecretBytes>();
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                byte[] part = new byte[rest.getInt()];
                rest.get(part);
                parts.add(SecretBytes.taking(part));
            }
            return parts;
        });
    }
}
