package dev.licet.drm.widevine;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hkdf;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.wire.ByteCursor;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineSessionKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/// Seals sessions into a text that devices keep, so that any node can renew what another one gave
/// (reference: widevine.md 2.8).
///
/// Format 2: one byte 2, the sealing key's id in 4 bytes, a random salt of 16 bytes; then AES-256-GCM, with
/// those 21 bytes authenticated, over token id (16), session id (8), version (4), time of issue (8), the MAC
/// keys (32 and 32), the serial numbers of device and model, each behind its length in one byte, account (4),
/// environment (1), and the kids (16 each) behind their number in one byte. Format 1, which licenses of
/// before have, ends with the model. Key and nonce come from the sealing key and the salt by HKDF, so that no
/// nonce can ever come twice under one key.
final class SessionVault {
    private static final int FORMAT_WITHOUT_OWNER = 1;
    private static final int FORMAT = 2;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + SALT_BYTES;
    private static final byte[] PURPOSE = "licet widevine session 1".getBytes(StandardCharsets.US_ASCII);

    private final SealingKeys sealingKeys;

    SessionVault(SealingKeys sealingKeys) {
        this.sealingKeys = sealingKeys;
    }

    SealingKey newest() {
        return sealingKeys.newest();
    }

    byte[] seal(Session session, SealingKey key, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) (session.owner().isPresent() ? FORMAT : FORMAT_WITHOUT_OWNER))
                .putInt(key.id())
                .put(salt)
                .array();
        byte[] plain = write(session);
        var derived = Derived.of(key, salt);
        byte[] sealed = Aead.seal(derived.key, derived.nonce, header, plain);
        Arrays.fill(plain, (byte) 0);
        return ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    /// Empty when it is not ours, was changed, or its sealing key has been retired.
    Optional<Session> open(byte[] text) {
        if (text.length < HEADER_BYTES || !isKnown(text[0])) return Optional.empty();
        byte[] header = Arrays.copyOf(text, HEADER_BYTES);
        byte[] salt = Arrays.copyOfRange(header, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
        byte[] sealed = Arrays.copyOfRange(text, HEADER_BYTES, text.length);
        return sealingKeys
                .find(ByteBuffer.wrap(header).getInt(1))
                .map(key -> Derived.of(key, salt))
                .flatMap(derived -> Aead.open(derived.key, derived.nonce, header, sealed))
                .map(plain -> read(plain, header[0] == FORMAT));
    }

    private static boolean isKnown(byte format) {
        return format == FORMAT || format == FORMAT_WITHOUT_OWNER;
    }

    private record Derived(SecretBytes key, byte[] nonce) {
        static Derived of(SealingKey key, byte[] salt) {
            var both = Hkdf.derive(key.key(), salt, PURPOSE, Aead.KEY_BYTES + Aead.NONCE_BYTES);
            return new Derived(
                    both.slice(0, Aead.KEY_BYTES),
                    both.slice(Aead.KEY_BYTES, Aead.NONCE_BYTES).expose(byte[]::clone));
        }
    }

    private static byte[] write(Session session) {
        var plain = ByteBuffer.allocate(length(session));
        plain.put(session.token().bytes()).put(session.id()).putInt(session.version());
        plain.putLong(session.issued().getEpochSecond());
        session.macServer().expose(plain::put);
        session.macClient().expose(plain::put);
        plain.put((byte) session.device().length).put(session.device());
        plain.put((byte) session.model().length).put(session.model());
        session.owner().ifPresent(owner -> write(plain, owner));
        return plain.array();
    }

    private static int length(Session session) {
        int fixed = TokenId.BYTES + Session.ID_BYTES + Integer.BYTES + Long.BYTES + 2 * WidevineSessionKeys.MAC_BYTES;
        int texts = 1 + session.device().length + 1 + session.model().length;
        return fixed + texts + session.owner().map(SessionVault::length).orElse(0);
    }

    private static int length(Session.Owner owner) {
        return Integer.BYTES + 1 + 1 + owner.kids().size() * KeyId.BYTES;
    }

    private static void write(ByteBuffer plain, Session.Owner owner) {
        plain.putInt((int) owner.account().value());
        plain.put((byte) owner.environment().ordinal());
        plain.put((byte) owner.kids().size());
        owner.kids().forEach(kid -> plain.put(kid.bytes()));
    }

    private static Session read(byte[] plain, boolean owned) {
        try {
            return read(new ByteCursor(plain), owned);
        } catch (MalformedMessage authenticatedNonsense) {
            throw new IllegalStateException("session: " + authenticatedNonsense.getMessage());
        }
    }

    private static Session read(ByteCursor plain, boolean owned) throws MalformedMessage {
        var token = TokenId.of(plain.take(TokenId.BYTES, "token id"));
        byte[] id = plain.take(Session.ID_BYTES, "session id");
        int version = (int) plain.u32("version");
        var issued = Instant.ofEpochSecond(plain.u64("time of issue"));
        var macServer = SecretBytes.taking(plain.take(WidevineSessionKeys.MAC_BYTES, "server key"));
        var macClient = SecretBytes.taking(plain.take(WidevineSessionKeys.MAC_BYTES, "client key"));
        byte[] device = plain.take(plain.u8("length of device serial"), "device serial");
        byte[] model = plain.take(plain.u8("length of model serial"), "model serial");
        Optional<Session.Owner> owner = owned ? Optional.of(owner(plain)) : Optional.empty();
        return new Session(token, owner, id, version, issued, device, model, macServer, macClient);
    }

    private static Session.Owner owner(ByteCursor plain) throws MalformedMessage {
        var account = new AccountId(plain.u32("account"));
        var environment = Environment.values()[plain.u8("environment")];
        int count = plain.u8("number of kids");
        var kids = new ArrayList<KeyId>(count);
        for (int i = 0; i < count; i++) kids.add(KeyId.of(plain.take(KeyId.BYTES, "kid")));
        return new Session.Owner(account, environment, kids);
    }
}
