package dev.licet.device.widevine;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineSessionKeys;
import java.util.List;
import java.util.Optional;

/// A license that was checked and opened.
///
/// @param license as it came
/// @param keys    the content keys in it
/// @param session sign renewals and their answers
public record ReceivedLicense(WidevineLicense license, List<Key> keys, WidevineSessionKeys session) {
    public ReceivedLicense {
        keys = List.copyOf(keys);
    }

    /// One content key.
    ///
    /// @param kid   16 bytes
    /// @param key   16 bytes
    /// @param level least robustness, 1 to 5
    /// @param hdcp  `required_protection.hdcp`, 0 when none is demanded
    /// @param label `track_label`
    public record Key(byte[] kid, SecretBytes key, int level, int hdcp, Optional<String> label) {}

    /// The same after a renewal: new id and policy, old keys.
    ReceivedLicense renewed(WidevineLicense renewal) {
        return new ReceivedLicense(renewal, keys, session);
    }
}
