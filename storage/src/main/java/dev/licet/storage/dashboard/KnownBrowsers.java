package dev.licet.storage.dashboard;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Tells on which browsers somebody has signed in before, by a mark that the browser keeps. The mark opens
/// nothing: it says only that guesses made elsewhere need not hold up this browser.
///
/// A mark is the time, 16 random bytes, and HMAC-SHA256 over both and the name under a key that all nodes
/// share. Nothing is kept here.
public final class KnownBrowsers {
    /// For how long a browser is known.
    public static final Duration TIME = Duration.ofDays(90);

    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int BYTES = Long.BYTES + ID_BYTES + MAC_BYTES;

    private final SecretBytes key;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param key 32 bytes, the same on all nodes
    public KnownBrowsers(SecretBytes key, InstantSource clock, SecureRandom random) {
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /// A new mark for a browser on which a user of that name has signed in: 75 characters, base64url.
    public String seal(String name) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        byte[] head = ByteBuffer.allocate(Long.BYTES + ID_BYTES)
                .putLong(clock.instant().getEpochSecond())
                .put(id)
                .array();
        byte[] whole = ByteBuffer.allocate(BYTES).put(head).put(mac(head, name)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// What tells this browser from others, when a user of that name has signed in on it and not too long ago.
    ///
    /// @param mark what the browser sent; it may be anything
    /// @param name as somebody types it
    public Optional<String> recognize(String mark, String name) {
        byte[] whole = decoded(mark);
        if (whole.length != BYTES) return Optional.empty();
        byte[] head = Arrays.copyOf(whole, Long.BYTES + ID_BYTES);
        var sent = SecretBytes.copyOf(Arrays.copyOfRange(whole, head.length, BYTES));
        boolean ours = DashboardUsers.name(name)
                .filter(known -> SecretBytes.taking(mac(head, known)).sameAs(sent))
                .isPresent();
        if (!ours || !isFresh(ByteBuffer.wrap(head).getLong())) return Optional.empty();
        return Optional.of(HexFormat.of().formatHex(head, Long.BYTES, head.length));
    }

    private boolean isFresh(long seconds) {
        Instant since = Instant.ofEpochSecond(seconds);
        return !since.plus(TIME).isBefore(clock.instant());
    }

    /// Names that differ in case alone are one user's, however they are typed.
    private byte[] mac(byte[] head, String name) {
        return Hmac.sha256(key, head, Ascii.lower(name).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
