package dev.licet.drm.spi;

/// What became of the secret step.
public sealed interface KeyPayload {
    /// It worked.
    ///
    /// @param hu      the device's anonymised id, 20 bytes
    /// @param r1      44 bytes, which the CKC repeats
    /// @param tag     of the content-key TLLV, one of [KeyRequest#keyFormats()]; ordinarily `58b38165af0e3d5a`
    /// @param payload value of that TLLV; ordinarily content IV 16, then the content key under the session key
    ///                16
    record Derived(byte[] hu, byte[] r1, long tag, byte[] payload) implements KeyPayload {
        /// More than any known format needs.
        public static final int MAX_PAYLOAD_BYTES = 4096;

        public Derived {
            if (hu.length != 20) throw new IllegalArgumentException("hu: must have 20 bytes");
            if (r1.length != 44) throw new IllegalArgumentException("r1: must have 44 bytes");
            if (payload.length == 0 || payload.length > MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("payload: must have 1 to " + MAX_PAYLOAD_BYTES + " bytes");
            }
        }

        /// Names no bytes.
        @Override
        public String toString() {
            return "Derived";
        }
    }

    /// The block does not end with the integrity value: a wrong secret, a wrong derivation or a tampered SPC,
    /// which nobody can tell apart.
    record IntegrityMismatch() implements KeyPayload {}

    /// It cannot be done with this credential or for this device. The device can tell this from an integrity
    /// mismatch, so it must not depend on the SPC before the integrity is known to be right.
    ///
    /// @param reason one sentence for the operator, without a final stop and without any secret
    record Unable(String reason) implements KeyPayload {}
}
