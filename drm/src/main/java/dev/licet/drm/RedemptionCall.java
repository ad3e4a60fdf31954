package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.util.Optional;

/// A redemption as it came.
///
/// @param token     the text of the license token
/// @param sent      what came with it
/// @param requestId the id that the caller gets back
public record RedemptionCall(Environment environment, Drm drm, Optional<String> token, Sent sent, String requestId) {}
