package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;

/// What an operator's SDK says about SPC version 3 and what is never shipped here (reference: fairplay.md 2.2):
/// the UUID that marks the transport, and the blocks from which the keys of one SPC come.
///
/// @param uuid           16 bytes
/// @param encryptionSeed 16 bytes; encrypted under the master key it is the payload's key
/// @param ivSeed         16 bytes; likewise the payload's IV
/// @param macSeed        16 bytes; likewise the key of the CMAC
public record SpcTransportProfile(byte[] uuid, SecretBytes encryptionSeed, SecretBytes ivSeed, SecretBytes macSeed) {
    public SpcTransportProfile {
        uuid = uuid.clone();
        if (uuid.length != 16) throw new IllegalArgumentException("transport UUID: must have 16 bytes");
        for (SecretBytes seed : new SecretBytes[] {encryptionSeed, ivSeed, macSeed}) {
            if (seed.length() != 16) throw new IllegalArgumentException("transport seed: must have 16 bytes");
        }
    }

    @Override
    public byte[] uuid() {
        return uuid.clone();
    }

    boolean hasUuid(byte[] other) {
        return Arrays.equals(uuid, other);
    }

    SecretBytes encryptionKey(SecretBytes master) {
        return derived(master, encryptionSeed);
    }

    byte[] iv(SecretBytes master) {
        return ivSeed.expose(seed -> Aes.encryptBlock(master, seed));
    }

    SecretBytes macKey(SecretBytes master) {
        return derived(master, macSeed);
    }

    private static SecretBytes derived(SecretBytes master, SecretBytes from) {
        return from.expose(seed -> SecretBytes.taking(Aes.encryptBlock(master, seed)));
    }
}
