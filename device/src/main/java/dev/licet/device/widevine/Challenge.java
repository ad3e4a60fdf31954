package dev.licet.device.widevine;

import dev.licet.drm.wire.WidevineSignedMessage;

/// What a device sent, kept until the answer comes.
///
/// @param body      the bytes to send
/// @param msg       the part that is signed, and that the session keys are derived from
/// @param signature over `msg`
/// @param requestId must come back in the license
public record Challenge(byte[] body, byte[] msg, byte[] signature, byte[] requestId) {
    static Challenge of(byte[] msg, byte[] signature, byte[] requestId) {
        byte[] body = WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, signature)
                .toBytes();
        return new Challenge(body, msg, signature, requestId);
    }
}
