package dev.licet.bench.timing;

import dev.licet.bench.run.World;
import dev.licet.domain.Drm;
import dev.licet.domain.token.Token;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSealedClientId;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Requests of devices that do not open. Whoever sends them has a good token, and a message that a device sealed.
final class Challenges {
    private static final int SPC_KEY = 24;
    private static final int SPC_HASH = SPC_KEY + 256;
    private static final int SPC_PAYLOAD = SPC_HASH + 20 + 4;

    private final World world;
    private final DrmSystem fairPlay;
    private final DrmSystem widevine;
    private final List<byte[]> spcs;
    private final List<byte[]> hidden;

    Challenges(World world, DrmSystem fairPlay, DrmSystem widevine) {
        this.world = world;
        this.fairPlay = fairPlay;
        this.widevine = widevine;
        this.spcs = world.fairPlay(Bytes.MANY, 2);
        this.hidden = world.widevine(8, Bytes.MANY, true);
    }

    List<Question<?>> questions() {
        return List.of(
                spc("payload changed", Challenges::otherPayload, "key does not unwrap", Challenges::otherKey),
                spc(
                        "certificate unknown",
                        spc -> Bytes.changed(spc, SPC_HASH),
                        "key does not unwrap",
                        Challenges::otherKey),
                clientId("text garbled", Challenges::garbled, "padding wrong, too", Challenges::badlyPadded),
                clientId("text changed", Challenges::unparsable, "key does not unwrap", Challenges::otherSeal));
    }

    private Question<?> spc(String one, UnaryOperator<byte[]> ones, String other, UnaryOperator<byte[]> others) {
        return question("FairPlay, SPC 2", fairPlay, Drm.FAIRPLAY, new Pair(spcs, one, ones, other, others));
    }

    private Question<?> clientId(
            String one,
            UnaryOperator<WidevineSealedClientId> ones,
            String other,
            UnaryOperator<WidevineSealedClientId> others) {
        return question(
                "Widevine, sealed client id",
                widevine,
                Drm.WIDEVINE,
                new Pair(hidden, one, body -> resealed(body, ones), other, body -> resealed(body, others)));
    }

    private record Pair(
            List<byte[]> good, String one, UnaryOperator<byte[]> ones, String other, UnaryOperator<byte[]> others) {}

    private Question<?> question(String place, DrmSystem system, Drm drm, Pair pair) {
        Token token = world.token(drm);
        Instant now = Instant.now();
        var inputs = Question.Inputs.bytes(
                pair.good().stream().map(pair.ones()).toList(),
                pair.good().stream().map(pair.others()).toList());
        return new Question<byte[]>(place, pair.one(), pair.other(), inputs, body -> refused(system, body, token, now));
    }

    private static Object refused(DrmSystem system, byte[] body, Token token, Instant now) throws MalformedMessage {
        if (system.classify(body, Optional.empty()) instanceof Message.LicenseRequest request
                && request.open(token, now) instanceof Opening.Denied denied) {
            return denied;
        }
        throw new IllegalStateException("the challenge was not refused");
    }

    /// Another first block: what follows is no SPC payload.
    private static byte[] otherPayload(byte[] spc) {
        return Bytes.changed(spc, SPC_PAYLOAD);
    }

    private static byte[] otherKey(byte[] spc) {
        return Bytes.changed(spc, SPC_HASH - 1);
    }

    private static byte[] resealed(byte[] body, UnaryOperator<WidevineSealedClientId> change) {
        try {
            var signed = WidevineSignedMessage.read(body);
            var request = WidevineLicenseRequest.read(signed.msg().orElseThrow());
            var changed = new WidevineLicenseRequest(
                    request.clientId(),
                    request.contentId(),
                    request.type(),
                    request.requestTime(),
                    request.protocolVersion(),
                    request.nonce(),
                    request.sealedClientId().map(change));
            return WidevineSignedMessage.signed(
                            signed.type(), changed.toBytes(), signed.signature().orElseThrow())
                    .toBytes();
        } catch (MalformedMessage ours) {
            throw new IllegalStateException(ours);
        }
    }

    /// The first field gets a wire type that there is not.
    private static WidevineSealedClientId unparsable(WidevineSealedClientId id) {
        byte[] iv = id.iv().clone();
        iv[0] ^= 7;
        return new WidevineSealedClientId(id.providerId(), id.serviceSerial(), id.sealedId(), iv, id.sealedKey());
    }

    private static WidevineSealedClientId garbled(WidevineSealedClientId id) {
        return withText(id, Signatures.garbled(id.sealedId()));
    }

    private static WidevineSealedClientId badlyPadded(WidevineSealedClientId id) {
        return withText(id, Signatures.badlyPadded(id.sealedId()));
    }

    private static WidevineSealedClientId withText(WidevineSealedClientId id, byte[] text) {
        return new WidevineSealedClientId(id.providerId(), id.serviceSerial(), text, id.iv(), id.sealedKey());
    }

    private static WidevineSealedClientId otherSeal(WidevineSealedClientId id) {
        byte[] key = Bytes.changed(id.sealedKey(), -1);
        return new WidevineSealedClientId(id.providerId(), id.serviceSerial(), id.sealedId(), id.iv(), key);
    }
}
