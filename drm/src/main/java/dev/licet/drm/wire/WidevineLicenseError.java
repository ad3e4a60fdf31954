package dev.licet.drm.wire;

import java.util.stream.Stream;

/// `LicenseError`: the `msg` of a signed message of type 3. The order is that of the numbers 1 to 4.
public enum WidevineLicenseError {
    /// The device certificate is not one that is served.
    INVALID_DRM_DEVICE_CERTIFICATE,
    /// The device certificate has been revoked.
    REVOKED_DRM_DEVICE_CERTIFICATE,
    /// Nothing can be said right now.
    SERVICE_UNAVAILABLE,
    /// The device certificate has run out.
    EXPIRED_DRM_DEVICE_CERTIFICATE;

    /// Reads the `msg` of a signed message of type 3.
    public static WidevineLicenseError read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "LicenseError");
        int number = fields.small(1).orElse(0);
        return fields.required(
                Stream.of(values()).filter(error -> error.number() == number).findFirst(), "error_code that is known");
    }

    /// The number on the wire.
    public int number() {
        return ordinal() + 1;
    }

    /// Canonical bytes of the message.
    public byte[] toBytes() {
        return new ProtoWriter().number(1, number()).toBytes();
    }
}
