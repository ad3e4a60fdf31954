package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.util.Optional;

/// A redemption as it came.
///
/// @param token     the text of the license token
/// @param body      what the device sent, at most 64 KiB
/// @param accept    the `Accept` header
/// @param requestId the id that the caller gets back
public record RedemptionCall(
        Environment environment,
        Drm drm,
        Optional<String> token,
        byte[] body,
        Optional<String> accept,
        String requestId) {}
