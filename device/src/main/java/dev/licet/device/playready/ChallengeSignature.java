package dev.licet.device.playready;

import dev.licet.crypto.Digest;
import dev.licet.crypto.P256;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyChallenge;
import dev.licet.drm.wire.PlayReadyRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Checks the signature of a challenge. Clients write what they sign in canonical form, so the bytes as they
/// stand are what is hashed. That it is good shows that nobody has changed the challenge, and not who made it.
public final class ChallengeSignature {
    private ChallengeSignature() {}

    /// Whether the challenge is as its client signed it.
    public static boolean isGood(byte[] envelope) {
        String text = new String(envelope, StandardCharsets.UTF_8);
        Optional<byte[]> point = point(envelope);
        Optional<String> signed = part(text, "<LA ", "</LA>");
        Optional<String> info = part(text, "<SignedInfo ", "</SignedInfo>");
        Optional<String> digest = between(text, "<DigestValue>", "</DigestValue>");
        Optional<String> signature = between(text, "<SignatureValue>", "</SignatureValue>");
        if (point.isEmpty() || signed.isEmpty() || info.isEmpty() || digest.isEmpty() || signature.isEmpty())
            return false;
        byte[] hashed = Digest.sha256(signed.get().getBytes(StandardCharsets.UTF_8));
        boolean intact = Base64.getEncoder().encodeToString(hashed).equals(digest.get());
        return intact && verified(point.get(), info.get(), signature.get());
    }

    private static Optional<byte[]> point(byte[] envelope) {
        try {
            return PlayReadyRequest.read(envelope).challenge().flatMap(PlayReadyChallenge::signingKey);
        } catch (MalformedMessage malformed) {
            return Optional.empty();
        }
    }

    private static boolean verified(byte[] point, String info, String signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            return P256.verify(point, info.getBytes(StandardCharsets.UTF_8), bytes);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<String> part(String text, String begin, String end) {
        return between(text, begin, end).map(inside -> begin + inside + end);
    }

    private static Optional<String> between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = text.indexOf(end, Math.max(from, 0));
        return from < 0 || to < 0 ? Optional.empty() : Optional.of(text.substring(from + begin.length(), to));
    }
}
