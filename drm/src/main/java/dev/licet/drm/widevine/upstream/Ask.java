package dev.licet.drm.widevine.upstream;

import dev.licet.domain.token.Token;
import dev.licet.drm.wire.WidevinePolicy;

/// What an upstream is asked for.
///
/// @param purpose   what for
/// @param token     whose rights the license is to have
/// @param challenge what the device sent, byte for byte
/// @param policy    the token's rights as a Widevine policy
public record Ask(Purpose purpose, Token token, byte[] challenge, WidevinePolicy policy) {
    /// What an upstream is asked for.
    public enum Purpose {
        /// A first license, which is charged.
        LICENSE,
        /// A renewal or the acknowledgement of a release, which are free.
        SESSION
    }
}
