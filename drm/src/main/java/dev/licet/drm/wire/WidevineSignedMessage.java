package dev.licet.drm.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `SignedMessage`: what travels in every request and answer (reference: widevine.md 1.1).
///
/// @param type           what `msg` is
/// @param msg            the message in one piece; the signature is over exactly these bytes
/// @param signature      RSA-PSS by the device in a license request, HMAC-SHA-256 (32 bytes) in everything later
/// @param sessionKey     the 16-byte session key, sealed to the device
/// @param sessionKeyType 1 for an AES key sealed with RSA
/// @param coreMessage    part of what is signed with OEMCrypto 16 and later; its format is not public
/// @param hashAlgorithm  0 or absent, 1 SHA-1, 2 SHA-256, 3 SHA-384
public record WidevineSignedMessage(
        Type type,
        Optional<byte[]> msg,
        Optional<byte[]> signature,
        Optional<byte[]> sessionKey,
        OptionalInt sessionKeyType,
        Optional<byte[]> coreMessage,
        OptionalInt hashAlgorithm) {

    /// What a message is; the order is that of the numbers 1 to 10.
    public enum Type {
        LICENSE_REQUEST,
        LICENSE,
        ERROR_RESPONSE,
        SERVICE_CERTIFICATE_REQUEST,
        SERVICE_CERTIFICATE,
        SUB_LICENSE,
        CAS_LICENSE_REQUEST,
        CAS_LICENSE,
        EXTERNAL_LICENSE_REQUEST,
        EXTERNAL_LICENSE;

        private static final List<Type> ALL = List.of(values());

        /// The number on the wire.
        public int number() {
            return ordinal() + 1;
        }

        /// The type with that number.
        public static Optional<Type> of(int number) {
            return Numbered.at(ALL, number - 1);
        }
    }

    private static final int WRAPPED_AES_KEY = 1;

    /// A message without a signature: a certificate, an error.
    public static WidevineSignedMessage unsigned(Type type, Optional<byte[]> msg) {
        return new WidevineSignedMessage(
                type,
                msg,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /// A message with its signature.
    public static WidevineSignedMessage signed(Type type, byte[] msg, byte[] signature) {
        return new WidevineSignedMessage(
                type,
                Optional.of(msg),
                Optional.of(signature),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /// The same with a session key that was sealed with RSA.
    public WidevineSignedMessage withSessionKey(byte[] sealed) {
        return new WidevineSignedMessage(
                type, msg, signature, Optional.of(sealed), OptionalInt.of(WRAPPED_AES_KEY), coreMessage, hashAlgorithm);
    }

    /// Reads a request or an answer.
    public static WidevineSignedMessage read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "SignedMessage");
        var type = Type.of(fields.small(1).orElse(0));
        return new WidevineSignedMessage(
                fields.required(type, "type that is known"),
                fields.bytes(2),
                fields.bytes(3),
                fields.bytes(4),
                fields.small(8),
                fields.bytes(9),
                fields.small(10));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .number(1, type.number())
                .bytes(2, msg)
                .bytes(3, signature)
                .bytes(4, sessionKey)
                .number(8, sessionKeyType)
                .bytes(9, coreMessage)
                .number(10, hashAlgorithm)
                .toBytes();
    }
}
