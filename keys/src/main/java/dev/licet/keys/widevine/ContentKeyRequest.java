package dev.licet.keys.widevine;

import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.token.TrackType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a packager asks for.
///
/// @param content      for what
/// @param policy       which tracks share a key
/// @param tracks       each once, at least one
/// @param systems      whose signalling is wanted, each once, at least one
/// @param scheme       how the content will be encrypted
/// @param rotation     which periods, where keys rotate
/// @param groupId      a group of content, which is written into the signalling
/// @param videoFeature such as `HDR`: pictures with it have keys of their own
record ContentKeyRequest(
        Content content,
        KeyPolicy policy,
        List<TrackType> tracks,
        List<ProtectionSystem> systems,
        Scheme scheme,
        Optional<Rotation> rotation,
        Optional<byte[]> groupId,
        Optional<String> videoFeature) {
    ContentKeyRequest {
        tracks = List.copyOf(tracks);
        systems = List.copyOf(systems);
    }

    /// The same for content that is encrypted like that.
    ContentKeyRequest in(Scheme other) {
        return new ContentKeyRequest(content, policy, tracks, systems, other, rotation, groupId, videoFeature);
    }

    /// How content is named.
    sealed interface Content {
        /// By an id of the packager's own.
        record Id(byte[] bytes) implements Content {}

        /// By the kids in the data of a Widevine box, 16 bytes each: whoever decrypts asks like that.
        record Kids(List<byte[]> kids) implements Content {}
    }

    /// Periods.
    ///
    /// @param first   the index of the first; after 2^32 - 1 comes 0
    /// @param count   how many, at least one
    /// @param seconds how long each is
    record Rotation(long first, int count, OptionalLong seconds) {}
}
