package dev.licet.drm.widevine;

import dev.licet.domain.token.Rights;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineLicenseOutline;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.Arrays;
import java.util.Optional;

/// Compares a license of another server with what the token allows and the device wanted, before anybody is
/// charged for it. The other server may know nothing of the token, and the device may have asked it for more
/// than we could read.
///
/// @param license what can be told of it
/// @param rights  of the token
record GivenLicense(WidevineLicenseOutline license, Rights rights) {
    /// Why a message of type LICENSE may not be passed on, to be put behind "the upstream"; empty when it may.
    static Optional<String> fault(byte[] message, Rights rights, Wanted wanted) {
        try {
            var signed = WidevineSignedMessage.read(message);
            var body = signed.msg().orElseThrow(() -> new MalformedMessage("there is nothing in it"));
            return new GivenLicense(WidevineLicenseOutline.read(body), rights).fault(wanted);
        } catch (MalformedMessage unreadable) {
            return Optional.of("gave a license that cannot be read: " + unreadable.getMessage());
        }
    }

    private Optional<String> fault(Wanted wanted) {
        return switch (wanted) {
            case Wanted.First first -> kept().or(() -> other(first)).or(this::empty);
            case Wanted.Unread() -> kept().or(this::empty);
            case Wanted.Renewal(var session) ->
                first("a renewal").or(() -> another(session)).or(this::kept);
            // Nothing is allowed by what ends a license, whatever its id says.
            case Wanted.Release(var session) -> first("a release").or(() -> another(session));
        };
    }

    private Optional<String> kept() {
        if (rights.persistent()) return Optional.empty();
        boolean kept = license.canPersist() || license.type() == LicenseType.OFFLINE;
        return when(kept, "gave a license that may be kept, which the token does not allow");
    }

    /// Where the device leaves it to the server, any kind of license is what it asked for.
    private Optional<String> other(Wanted.First wanted) {
        boolean other = wanted.type() != LicenseType.AUTOMATIC && license.type() != wanted.type();
        if (other)
            return Optional.of(
                    "gave a license of type " + license.type() + " where " + wanted.type() + " was asked for");
        boolean another = license.requestId()
                .filter(id -> !Arrays.equals(id, wanted.requestId()))
                .isPresent();
        return when(another, "gave the license of another request");
    }

    private Optional<String> empty() {
        return when(!license.hasKeys(), "gave a license without any key");
    }

    /// A first license must have been paid for, so none is given where something else was asked for.
    private Optional<String> first(String asked) {
        return when(license.hasKeys(), "gave a first license where " + asked + " was asked for");
    }

    private Optional<String> another(Optional<byte[]> session) {
        boolean another = session.isPresent()
                && license.sessionId()
                        .filter(id -> !Arrays.equals(id, session.get()))
                        .isPresent();
        return when(another, "answered for another session");
    }

    private static Optional<String> when(boolean wrong, String why) {
        return wrong ? Optional.of(why) : Optional.empty();
    }
}
