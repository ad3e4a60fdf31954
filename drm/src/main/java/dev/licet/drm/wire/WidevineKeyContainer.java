package dev.licet.drm.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `KeyContainer` of a license (reference: widevine.md 1.4 and 2.5).
///
/// @param id        the kid, 16 bytes; absent with a signing key
/// @param iv        16 bytes
/// @param sealedKey AES-128-CBC with PKCS#7: 32 bytes for a content key, 80 for the two halves of a signing key
/// @param type      what the key is for
/// @param level     least robustness, 1 to 5
/// @param hdcp      `required_protection.hdcp`: 0 none, 1 V1, 2 V2, 3 V2_1, 4 V2_2, 5 V2_3, 255 no digital output
/// @param label     `track_label`
public record WidevineKeyContainer(
        Optional<byte[]> id,
        byte[] iv,
        byte[] sealedKey,
        Type type,
        OptionalInt level,
        OptionalInt hdcp,
        Optional<String> label) {

    /// What a key is for; the order is that of the numbers 1 to 8.
    public enum Type {
        SIGNING,
        CONTENT,
        KEY_CONTROL,
        OPERATOR_SESSION,
        ENTITLEMENT,
        OEM_CONTENT,
        PROVIDER_ECM_VERIFIER,
        OEM_ENTITLEMENT;

        private static final List<Type> ALL = List.of(values());

        /// The number on the wire.
        public int number() {
            return ordinal() + 1;
        }

        static Optional<Type> of(int number) {
            return Numbered.at(ALL, number - 1);
        }
    }

    static WidevineKeyContainer read(ProtoReader fields) throws MalformedMessage {
        var protection = fields.message(6, "required_protection");
        return new WidevineKeyContainer(
                fields.bytes(1),
                fields.required(fields.bytes(2), "iv"),
                fields.required(fields.bytes(3), "key"),
                fields.required(Type.of(fields.small(4).orElse(0)), "type that is known"),
                fields.small(5),
                protection.isEmpty() ? OptionalInt.empty() : protection.get().small(1),
                fields.text(12));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .bytes(1, id)
                .bytes(2, iv)
                .bytes(3, sealedKey)
                .number(4, type.number())
                .number(5, level)
                .bytes(6, protection())
                .text(12, label)
                .toBytes();
    }

    private Optional<byte[]> protection() {
        return hdcp.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProtoWriter().number(1, hdcp).toBytes());
    }
}
