package dev.licet.drm;

/// What goes back to a device.
///
/// @param body      the bytes, nothing added
/// @param mediaType how they are labelled: `application/octet-stream` unless the device wrapped its request
public record Answer(byte[] body, String mediaType) {
    /// Bytes as they are.
    public static Answer raw(byte[] body) {
        return new Answer(body, "application/octet-stream");
    }
}
