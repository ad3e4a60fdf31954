package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refusal;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineSignedMessage;
import dev.licet.drm.wire.WidevineSignedMessage.Type;
import java.util.Map;

/// Looks at what an upstream gave before anybody is charged for it: an error page or a wrapped license would be
/// of no use to the device. Apart from its type nothing of a license is read, for it is not ours.
final class Messages {
    /// `SignedMessage` of type SERVICE_CERTIFICATE_REQUEST.
    static final byte[] CERTIFICATE_REQUEST = {8, 4};

    private Messages() {}

    static Attempt<Verdict> checked(byte[] message, Type expected, Map<String, String> facts) {
        try {
            var signed = WidevineSignedMessage.read(message);
            if (signed.type() == expected && signed.msg().isPresent()) return Verdict.given(message, facts);
            if (signed.type() == Type.ERROR_RESPONSE) return error(signed, facts);
            return Verdict.ours("answered with a message of type " + signed.type() + ", not " + expected, facts);
        } catch (MalformedMessage somethingElse) {
            return Verdict.ours("answered with something that is no Widevine message", facts);
        }
    }

    private static Attempt<Verdict> error(WidevineSignedMessage signed, Map<String, String> facts)
            throws MalformedMessage {
        var error = WidevineLicenseError.read(signed.msg().orElse(new byte[0]));
        return switch (error) {
            case SERVICE_UNAVAILABLE -> new Attempt.Unwell<>("answered " + error, facts);
            case INVALID_DRM_DEVICE_CERTIFICATE, REVOKED_DRM_DEVICE_CERTIFICATE, EXPIRED_DRM_DEVICE_CERTIFICATE ->
                Verdict.device(Refusal.DEVICE_NOT_AUTHENTICATED, "answered " + error, facts);
        };
    }
}
