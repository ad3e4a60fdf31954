package dev.licet.domain.token;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The inside of a token, as bytes. Only bytes that we sealed ourselves are ever read here, so a value that
/// does not fit is a defect and throws. All numbers are big-endian and unsigned; times are seconds since 1970.
///
/// ```
/// environment 1 | drm 1 | account 4 | token id 16 | issued 4 | expires 4 | flags 1
/// [IV 16] [start window 4] [playback 4] [rental 4] [content id: length 2, UTF-8] [cookie: length 1, UTF-8]
/// [fault: length 1, ASCII]
/// key count 1 | for each key: level 1 | HDCP 1 | track 1 (ff = none) | has kid 1 | [kid 16] | key 16
/// extension count 1 | for each extension: type length 1 | type | payload length 2 | payload
/// [FairPlay rules: HDCP 1 (ff = none) | security level 1 (ff = none) | lease 4 (0 = none)]
/// or in a PlayReady token
/// purchase 1 | end 4 (0 = none) | unknown outputs 1 | present 1 | [output controls 4] [device 16]
/// for each key: security level 2 | algorithm 1 | five output levels 2 each
/// ```
final class ByteForm {
    private static final int IV = 1;
    private static final int START_WINDOW = 1 << 1;
    private static final int PLAYBACK = 1 << 2;
    private static final int RENTAL = 1 << 3;
    private static final int CONTENT_ID = 1 << 4;
    private static final int COOKIE = 1 << 5;
    private static final int PERSISTENT = 1 << 6;
    private static final int FAULT = 1 << 7;
    private static final int NO_TRACK = 0xff;
    private static final int NO_RULE = 0xff;
    /// Everything but texts, keys and extensions.
    private static final int FIXED_BYTES = 128;
    private static final int BYTES_PER_KEY = 4 + KeyId.BYTES + KeyGrant.KEY_BYTES + 13;
    private static final int UTF8_BYTES_PER_CHAR = 3;

    private ByteForm() {}

    static byte[] write(Token token) {
        ByteBuffer out = ByteBuffer.allocate(room(token));
        putHead(out, token);
        putIvAndTimes(out, token.rights());
        putTexts(out, token);
        putKeysAndExtensions(out, token.rights());
        putSystemRules(out, token);
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        Arrays.fill(out.array(), (byte) 0);
        return bytes;
    }

    private static void putHead(ByteBuffer out, Token token) {
        out.put((byte) token.environment().ordinal());
        out.put((byte) token.drm().ordinal());
        out.putInt((int) token.account().value());
        out.put(token.id().bytes());
        out.putInt((int) token.issued().getEpochSecond());
        out.putInt((int) token.expires().getEpochSecond());
        out.put((byte) flags(token));
    }

    private static void putIvAndTimes(ByteBuffer out, Rights rights) {
        rights.iv().ifPresent(iv -> putSecret(out, iv));
        rights.startWindow().ifPresent(time -> putDuration(out, time));
        rights.playbackDuration().ifPresent(time -> putDuration(out, time));
        rights.rental().ifPresent(time -> putDuration(out, time));
    }

    private static void putKeysAndExtensions(ByteBuffer out, Rights rights) {
        out.put((byte) rights.keys().size());
        rights.keys().forEach(key -> putKey(out, key));
        out.put((byte) rights.extensions().size());
        rights.extensions().forEach(extension -> putExtension(out, extension));
    }

    private static void putSystemRules(ByteBuffer out, Token token) {
        Rights rights = token.rights();
        if (token.drm() == Drm.PLAYREADY) PlayReadyForm.put(out, rights.playReady());
        else if (!rights.fairPlay().equals(FairPlayRules.NONE)) putRules(out, rights.fairPlay());
    }

    private static void putTexts(ByteBuffer out, Token token) {
        token.contentId().ifPresent(text -> putLong(out, text.getBytes(StandardCharsets.UTF_8)));
        token.cookie().ifPresent(text -> putShort(out, text.getBytes(StandardCharsets.UTF_8)));
        token.fault().ifPresent(fault -> putShort(out, fault.text().getBytes(StandardCharsets.US_ASCII)));
    }

    /// As many bytes as the token can need, or a few more.
    private static int room(Token token) {
        Rights rights = token.rights();
        int texts = token.contentId().map(String::length).orElse(0)
                + token.cookie().map(String::length).orElse(0);
        int room = FIXED_BYTES
                + UTF8_BYTES_PER_CHAR * texts
                + BYTES_PER_KEY * rights.keys().size();
        for (Extension extension : rights.extensions()) {
            room += 3 + UTF8_BYTES_PER_CHAR * extension.type().length() + extension.payload().length;
        }
        return room;
    }

    private static int flags(Token token) {
        Rights rights = token.rights();
        return bit(rights.iv().isPresent(), IV)
                | bit(rights.startWindow().isPresent(), START_WINDOW)
                | bit(rights.playbackDuration().isPresent(), PLAYBACK)
                | bit(rights.rental().isPresent(), RENTAL)
                | bit(token.contentId().isPresent(), CONTENT_ID)
                | bit(token.cookie().isPresent(), COOKIE)
                | bit(rights.persistent(), PERSISTENT)
                | bit(token.fault().isPresent(), FAULT);
    }

    static int bit(boolean set, int flag) {
        return set ? flag : 0;
    }

    private static void putSecret(ByteBuffer out, SecretBytes secret) {
        secret.expose(out::put);
    }

    private static void putDuration(ByteBuffer out, Duration time) {
        out.putInt((int) time.toSeconds());
    }

    private static void putLong(ByteBuffer out, byte[] bytes) {
        out.putShort((short) bytes.length).put(bytes);
    }

    private static void putShort(ByteBuffer out, byte[] bytes) {
        out.put((byte) bytes.length).put(bytes);
    }

    private static void putKey(ByteBuffer out, KeyGrant key) {
        out.put((byte) key.securityLevel());
        out.put((byte) key.hdcp().ordinal());
        out.put((byte) (int) key.track().map(TrackType::ordinal).orElse(NO_TRACK));
        out.put((byte) bit(key.kid().isPresent(), 1));
        key.kid().ifPresent(kid -> out.put(kid.bytes()));
        putSecret(out, key.key());
    }

    private static void putExtension(ByteBuffer out, Extension extension) {
        putShort(out, extension.type().getBytes(StandardCharsets.UTF_8));
        putLong(out, extension.payload());
    }

    private static void putRules(ByteBuffer out, FairPlayRules rules) {
        out.put((byte) (int) rules.hdcp().map(FairPlayRules.Hdcp::ordinal).orElse(NO_RULE));
        out.put((byte) (int) rules.level().map(FairPlayRules.Level::ordinal).orElse(NO_RULE));
        putDuration(out, rules.lease().orElse(Duration.ZERO));
    }

    static Token read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var environment = Environment.values()[in.get()];
        var drm = Drm.values()[in.get()];
        var account = new AccountId(Integer.toUnsignedLong(in.getInt()));
        var id = TokenId.of(take(in, TokenId.BYTES));
        Instant issued = instant(in);
        Instant expires = instant(in);
        int flags = in.get();
        var iv = optional(flags, IV, () -> SecretBytes.taking(take(in, 16)));
        var startWindow = optional(flags, START_WINDOW, () -> duration(in));
        var playback = optional(flags, PLAYBACK, () -> duration(in));
        var rental = optional(flags, RENTAL, () -> duration(in));
        var contentId = optional(flags, CONTENT_ID, () -> text(in, Short.toUnsignedInt(in.getShort())));
        var cookie = optional(flags, COOKIE, () -> text(in, Byte.toUnsignedInt(in.get())));
        var fault = optional(flags, FAULT, () -> fault(in));
        var keys = keys(in);
        var extensions = extensions(in);
        boolean ofPlayReady = drm == Drm.PLAYREADY;
        var playReady = ofPlayReady ? PlayReadyForm.read(in, keys.size()) : PlayReadyRules.NONE;
        var rules = in.hasRemaining() && !ofPlayReady ? rules(in) : FairPlayRules.NONE;
        if (in.hasRemaining()) throw new IllegalStateException("a sealed token has bytes too many");
        boolean persistent = (flags & PERSISTENT) != 0;
        var rights = new Rights(
                keys, iv, startWindow, playback, rental, persistent, extensions, rules, playReady, WidevineRules.NONE);
        return new Token(environment, drm, account, id, issued, expires, rights, contentId, cookie, fault);
    }

    private static Fault fault(ByteBuffer in) {
        return Fault.parse(text(in, Byte.toUnsignedInt(in.get()))).orElseThrow();
    }

    static <T> Optional<T> optional(int flags, int flag, Supplier<T> read) {
        return (flags & flag) == 0 ? Optional.empty() : Optional.of(read.get());
    }

    private static List<KeyGrant> keys(ByteBuffer in) {
        int count = Byte.toUnsignedInt(in.get());
        var keys = new ArrayList<KeyGrant>();
        for (int i = 0; i < count; i++) keys.add(key(in));
        return keys;
    }

    private static KeyGrant key(ByteBuffer in) {
        int level = in.get();
        Hdcp hdcp = Hdcp.values()[in.get()];
        int track = Byte.toUnsignedInt(in.get());
        boolean hasKid = in.get() == 1;
        Optional<KeyId> kid = hasKid ? Optional.of(KeyId.of(take(in, KeyId.BYTES))) : Optional.empty();
        var trackType = track == NO_TRACK ? Optional.<TrackType>empty() : Optional.of(TrackType.values()[track]);
        return new KeyGrant(kid, SecretBytes.taking(take(in, KeyGrant.KEY_BYTES)), level, hdcp, trackType);
    }

    private static List<Extension> extensions(ByteBuffer in) {
        int count = Byte.toUnsignedInt(in.get());
        var extensions = new ArrayList<Extension>();
        for (int i = 0; i < count; i++) {
            String type = text(in, Byte.toUnsignedInt(in.get()));
            extensions.add(new Extension(type, take(in, Short.toUnsignedInt(in.getShort()))));
        }
        return extensions;
    }

    private static FairPlayRules rules(ByteBuffer in) {
        var hdcp = rule(FairPlayRules.Hdcp.values(), in.get());
        var level = rule(FairPlayRules.Level.values(), in.get());
        return new FairPlayRules(Optional.of(duration(in)).filter(Duration::isPositive), hdcp, level);
    }

    private static <T> Optional<T> rule(T[] values, byte number) {
        int ordinal = Byte.toUnsignedInt(number);
        return ordinal == NO_RULE ? Optional.empty() : Optional.of(values[ordinal]);
    }

    static Instant instant(ByteBuffer in) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
    }

    private static Duration duration(ByteBuffer in) {
        return Duration.ofSeconds(Integer.toUnsignedLong(in.getInt()));
    }

    private static String text(ByteBuffer in, int length) {
        return new String(take(in, length), StandardCharsets.UTF_8);
    }

    static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
