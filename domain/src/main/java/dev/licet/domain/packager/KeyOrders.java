package dev.licet.domain.packager;

import dev.licet.domain.key.KeyId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All keys that a packager wants for a piece of content at once.
///
/// @param contentId the packager's name for it, 1 to 256 characters
/// @param scheme    how it will be encrypted, if it was said
/// @param systems   whose signalling was asked for
/// @param keys      1 to 256 keys, each kid once
public record KeyOrders(String contentId, Optional<Scheme> scheme, Set<ProtectionSystem> systems, List<KeyOrder> keys) {
    /// The most keys at once: what one request of any door can name.
    public static final int MOST_KEYS = 256;

    /// The most characters of a content id, in code points, as in a token request.
    public static final int LONGEST_CONTENT_ID = 256;

    public KeyOrders {
        int length = contentId.codePointCount(0, contentId.length());
        if (length < 1 || length > LONGEST_CONTENT_ID || contentId.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the content id must have 1 to 256 characters, none of them a control character");
        }
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("1 to 256 keys can be asked for at once");
        }
        var kids = new HashSet<KeyId>();
        for (KeyOrder key : keys) {
            if (!kids.add(key.kid()))
                throw new IllegalArgumentException("the key " + key.kid() + " is asked for twice");
        }
        systems = systems.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(systems));
    }

    /// The ids of the keys, in the order of the request.
    public List<KeyId> kids() {
        return keys.stream().map(KeyOrder::kid).toList();
    }
}
