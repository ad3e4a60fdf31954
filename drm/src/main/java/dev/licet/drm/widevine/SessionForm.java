package dev.licet.drm.widevine;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.wire.ByteCursor;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineSessionKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// The bytes of a session inside its seal, as [SessionVault] describes them.
final class SessionForm {
    private SessionForm() {}

    static byte[] write(Session session) {
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
        return fixed + texts + session.owner().map(SessionForm::length).orElse(0);
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

    /// @param owned whether the form has the owner, as format 2 does
    static Session read(byte[] plain, boolean owned) {
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
