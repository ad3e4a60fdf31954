package dev.licet.domain.packager;

import dev.licet.crypto.Digest;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/// Makes the kid where the packager does not name one. The same content, track and period of an account give the same
/// kid, so asking again gives the same key.
///
/// The kid is the beginning of SHA-256 over all of these, so it tells nothing to somebody who does not know them, and
/// two kids are never equal by chance. The bits that mark a UUID of one's own making (RFC 9562 section 5.8,
/// version 8) are set.
public final class KidMaker {
    private static final byte[] LABEL = "licet kid 1".getBytes(StandardCharsets.US_ASCII);

    private KidMaker() {}

    /// A piece of content of an account.
    ///
    /// @param id the packager's name for it
    public record Content(AccountId account, Environment environment, String id) {}

    /// The kid of a track of a piece of content.
    ///
    /// @param period the index of the period, where keys rotate
    public static KeyId kid(Content content, String track, OptionalLong period) {
        var text = new ByteArrayOutputStream();
        append(text, LABEL);
        append(
                text,
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(content.account().value())
                        .array());
        append(text, content.environment().word().getBytes(StandardCharsets.US_ASCII));
        append(text, content.id().getBytes(StandardCharsets.UTF_8));
        append(text, track.getBytes(StandardCharsets.UTF_8));
        period.ifPresent(index ->
                append(text, ByteBuffer.allocate(Long.BYTES).putLong(index).array()));
        byte[] kid = Arrays.copyOf(Digest.sha256(text.toByteArray()), KeyId.BYTES);
        kid[6] = (byte) (kid[6] & 0x0f | 0x80);
        kid[8] = (byte) (kid[8] & 0x3f | 0x80);
        return KeyId.of(kid);
    }

    /// Each part follows its length, so that no two lists of parts are the same bytes.
    private static void append(ByteArrayOutputStream text, byte[] part) {
        text.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        text.writeBytes(part);
    }
}
