package dev.licet.drm;

import java.util.Map;
import java.util.Optional;

/// What a device let us know about itself, for the record.
///
/// @param identity what identifies the device in its DRM system, raw; only a keyed hash of it may be recorded
/// @param facts    short texts by name, e.g. `model_name`; never a key
public record Device(Optional<byte[]> identity, Map<String, String> facts) {
    /// Nothing is known.
    public static final Device UNKNOWN = new Device(Optional.empty(), Map.of());

    public Device {
        facts = Map.copyOf(facts);
    }
}
