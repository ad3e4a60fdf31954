package dev.licet.domain.packager;

import dev.licet.crypto.SecretBytes;

/// A key on its way to a packager. It does not print its value.
///
/// @param key   what is kept of it
/// @param value 16 bytes
/// @param iv    16 bytes: the packager's choice, else derived
public record ServedKey(PackagedKey key, SecretBytes value, byte[] iv) {
    public ServedKey {
        iv = iv.clone();
    }

    @Override
    public byte[] iv() {
        return iv.clone();
    }

    @Override
    public String toString() {
        return "ServedKey[" + key.kid() + "]";
    }
}
