package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.util.Optional;

/// A token request as it came.
///
/// @param bearer    what follows `Bearer ` in the `Authorization` header
/// @param requestId the id that the caller gets back
public record TokenCall(
        Environment environment, Drm drm, Parameters parameters, Optional<String> bearer, String requestId) {}
