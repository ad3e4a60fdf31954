package dev.licet.drm.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `LicenseRequest`: what a device asks for (reference: widevine.md 1.2).
///
/// @param clientId        `ClientIdentification` in one piece
/// @param contentId       for which content
/// @param type            first license, more time, or give back
/// @param requestTime     seconds since 1970 by the device's clock
/// @param protocolVersion 20 to 22
/// @param nonce           of the key control block
/// @param sealedClientId  the client id in privacy mode
public record WidevineLicenseRequest(
        Optional<byte[]> clientId,
        Optional<WidevineContentId> contentId,
        Type type,
        OptionalLong requestTime,
        OptionalInt protocolVersion,
        OptionalLong nonce,
        Optional<WidevineSealedClientId> sealedClientId) {

    /// What the device wants; the order is that of the numbers 1 to 3.
    public enum Type {
        NEW,
        RENEWAL,
        RELEASE;

        private static final List<Type> ALL = List.of(values());

        /// The number on the wire.
        public int number() {
            return ordinal() + 1;
        }

        static Optional<Type> of(int number) {
            return Numbered.at(ALL, number - 1);
        }
    }

    /// Reads the `msg` of a signed message of type 1.
    public static WidevineLicenseRequest read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "LicenseRequest");
        var content = fields.message(2, "content_id");
        var sealed = fields.message(8, "EncryptedClientIdentification");
        return new WidevineLicenseRequest(
                fields.bytes(1),
                content.isEmpty() ? Optional.empty() : Optional.of(WidevineContentId.read(content.get())),
                fields.required(Type.of(fields.small(3).orElse(0)), "type that is known"),
                fields.number(4),
                fields.small(6),
                fields.uint32(7),
                sealed.isEmpty() ? Optional.empty() : Optional.of(WidevineSealedClientId.read(sealed.get())));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .bytes(1, clientId)
                .bytes(2, contentId.map(WidevineContentId::toBytes))
                .number(3, type.number())
                .number(4, requestTime)
                .number(6, protocolVersion)
                .number(7, nonce)
                .bytes(8, sealedClientId.map(WidevineSealedClientId::toBytes))
                .toBytes();
    }
}
