package dev.licet.drm.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `DrmCertificate` (reference: widevine.md 1.3).
///
/// @param type       what it certifies
/// @param serial     serial number, usually 16 bytes
/// @param created    seconds since 1970
/// @param publicKey  PKCS#1 `RSAPublicKey` in DER
/// @param systemId   which kind of device; equal in a device's and its model's certificate
/// @param providerId whose service a service certificate is for
/// @param services   what a service may do: 1 gives licenses
/// @param algorithm  1 or absent: RSA
/// @param expires    seconds since 1970; 0 or absent: never
public record WidevineCertificate(
        Type type,
        byte[] serial,
        OptionalLong created,
        byte[] publicKey,
        OptionalLong systemId,
        Optional<String> providerId,
        List<Long> services,
        OptionalInt algorithm,
        OptionalLong expires) {
    /// The longest serial number that is read, in bytes.
    public static final int MAX_SERIAL_BYTES = 64;

    /// What a certificate certifies; the order is that of the numbers 0 to 5.
    public enum Type {
        ROOT,
        DEVICE_MODEL,
        DEVICE,
        SERVICE,
        PROVISIONER,
        DEVICE_EMBEDDED;

        private static final List<Type> ALL = List.of(values());

        /// The number on the wire.
        public int number() {
            return ordinal();
        }

        static Optional<Type> of(int number) {
            return Numbered.at(ALL, number);
        }
    }

    /// Reads the inner bytes of a signed certificate.
    public static WidevineCertificate read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "DrmCertificate");
        byte[] serial = fields.required(fields.bytes(2), "serial_number");
        if (serial.length > MAX_SERIAL_BYTES) throw new MalformedMessage("DrmCertificate: serial number too long");
        return new WidevineCertificate(
                fields.required(Type.of(fields.small(1).orElse(-1)), "type that is known"),
                serial,
                fields.uint32(3),
                fields.required(fields.bytes(4), "public_key"),
                fields.uint32(5),
                fields.text(7),
                fields.numbers(8),
                fields.small(9),
                fields.uint32(12));
    }

    /// Whether it has run out at `now`.
    public boolean isExpired(Instant now) {
        long end = expires.orElse(0);
        return end != 0 && now.getEpochSecond() >= end;
    }

    /// Whether its key is an RSA key.
    public boolean isRsa() {
        return algorithm.orElse(1) == 1;
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .number(1, type.number())
                .bytes(2, serial)
                .number(3, created)
                .bytes(4, publicKey)
                .number(5, systemId)
                .text(7, providerId)
                .numbers(8, services)
                .number(9, algorithm)
                .number(12, expires)
                .toBytes();
    }
}
