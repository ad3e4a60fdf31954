package dev.licet.domain.request;

import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import java.util.List;

/// What would become of a token request.
public sealed interface TokenPreview {
    /// A token would be made.
    ///
    /// @param token as it would be, under an id that is never used
    /// @param lints what its sender may not mean
    record Granted(Token token, List<Lint> lints) implements TokenPreview {}

    /// None would. Its sender is told what to do about it.
    record Denied(Refused why) implements TokenPreview {
        public Denied {
            why = why.advised();
        }
    }
}
