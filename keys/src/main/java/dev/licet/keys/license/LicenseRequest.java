package dev.licet.keys.license;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import dev.licet.domain.token.WidevineRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A message of a license proxy (reference: widevine.md 3.3).
///
/// @param purpose what for
/// @param payload what the device sent, byte for byte
/// @param wanted  what the license is to say
/// @param marks   what it is called
record LicenseRequest(Purpose purpose, byte[] payload, Wanted wanted, Marks marks) {
    /// What a message is for.
    enum Purpose {
        /// A license, a renewal, or the acknowledgement of a release.
        LICENSE,
        /// The service certificate.
        CERTIFICATE,
        /// To say what the challenge is.
        DESCRIPTION
    }

    /// What the license is to say.
    record Wanted(Keys keys, Terms terms) {
        /// Nothing.
        static final Wanted NOTHING = new Wanted(new Keys.Sent(List.of()), Terms.FREE);
    }

    /// Which keys.
    sealed interface Keys {
        /// Those that come with the message.
        record Sent(List<Key> keys) implements Keys {
            public Sent {
                keys = List.copyOf(keys);
            }
        }

        /// Those that packagers were given for the content, of these tracks.
        record Kept(Set<TrackType> tracks) implements Keys {
            public Kept {
                tracks = Set.copyOf(tracks);
            }
        }
    }

    /// A key that comes with the message.
    record Key(KeyId kid, SecretBytes value, TrackType track, Protection protection) {}

    /// What a key demands; what is absent is as the track rules of the account say.
    record Protection(OptionalInt level, Optional<Hdcp> hdcp) {}

    /// For how long.
    ///
    /// @param persistent whether the device may keep the license
    /// @param begin      how long playback may begin
    /// @param play       how long playback may go on
    /// @param rules      whether the license can be renewed, and when
    record Terms(boolean persistent, Optional<Duration> begin, Optional<Duration> play, WidevineRules rules) {
        /// For ever, unless the service is set up otherwise.
        static final Terms FREE = new Terms(false, Optional.empty(), Optional.empty(), WidevineRules.NONE);
    }

    /// What the caller calls things.
    ///
    /// @param contentId the content
    /// @param purchase  what was bought: licenses of one purchase are charged like those of one token
    /// @param session   the caller's id of the session
    record Marks(Optional<byte[]> contentId, Optional<byte[]> purchase, Optional<byte[]> session) {
        /// Nothing is called anything.
        static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Does not print what it was sent.
    @Override
    public String toString() {
        return "LicenseRequest[" + purpose + "]";
    }
}
