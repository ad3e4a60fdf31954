package dev.licet.drm.wire;

/// `EncryptedClientIdentification`: a client id that only the holder of a service certificate can read (privacy mode,
/// reference: widevine.md 2.2).
///
/// @param providerId    copied from the service certificate
/// @param serviceSerial serial number of the service certificate
/// @param sealedId      `ClientIdentification`, AES-128-CBC with PKCS#7 under the privacy key
/// @param iv            16 bytes
/// @param sealedKey     the 16-byte privacy key, RSA-OAEP under the service key
public record WidevineSealedClientId(
        String providerId, byte[] serviceSerial, byte[] sealedId, byte[] iv, byte[] sealedKey) {

    static WidevineSealedClientId read(ProtoReader fields) throws MalformedMessage {
        return new WidevineSealedClientId(
                fields.required(fields.text(1), "provider_id"),
                fields.required(fields.bytes(2), "service_certificate_serial_number"),
                fields.required(fields.bytes(3), "encrypted_client_id"),
                fields.required(fields.bytes(4), "encrypted_client_id_iv"),
                fields.required(fields.bytes(5), "encrypted_privacy_key"));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .text(1, providerId)
                .bytes(2, serviceSerial)
                .bytes(3, sealedId)
                .bytes(4, iv)
                .bytes(5, sealedKey)
                .toBytes();
    }
}
