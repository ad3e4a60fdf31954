package dev.licet.drm.widevine;

import dev.licet.drm.wire.WidevineContentId.LicenseType;
import java.util.Optional;

/// What a device asks another server for, as far as we could read it.
sealed interface Wanted {
    /// A first license.
    ///
    /// @param type      how long the device wants to keep it
    /// @param requestId comes back in the license
    record First(LicenseType type, byte[] requestId) implements Wanted {}

    /// We could not tell.
    record Unread() implements Wanted {}

    /// More time for a license.
    ///
    /// @param sessionId the license's session, as its server named it
    record Renewal(Optional<byte[]> sessionId) implements Wanted {}

    /// That a license is taken back.
    ///
    /// @param sessionId the license's session, as its server named it
    record Release(Optional<byte[]> sessionId) implements Wanted {}
}
