package dev.licet.drm.wire;

import java.util.Optional;
import java.util.OptionalInt;

/// `LicenseIdentification` (reference: widevine.md 1.4).
///
/// @param requestId    copied from the request; the device finds its session by it
/// @param sessionId    chosen by the server
/// @param type         how long the license is kept
/// @param version      0 in the first license, one more with every renewal
/// @param sessionToken opaque text of the server, which the device sends back when it renews
public record WidevineLicenseId(
        Optional<byte[]> requestId,
        Optional<byte[]> sessionId,
        WidevineContentId.LicenseType type,
        OptionalInt version,
        Optional<byte[]> sessionToken) {

    static WidevineLicenseId read(ProtoReader fields) throws MalformedMessage {
        int number = fields.small(4).orElse(WidevineContentId.LicenseType.STREAMING.number());
        return new WidevineLicenseId(
                fields.bytes(1),
                fields.bytes(2),
                fields.required(WidevineContentId.LicenseType.of(number), "type that is known"),
                fields.small(5),
                fields.bytes(6));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .bytes(1, requestId)
                .bytes(2, sessionId)
                .number(4, type.number())
                .number(5, version)
                .bytes(6, sessionToken)
                .toBytes();
    }
}
