package dev.licet.domain.request;

import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import java.util.List;

/// What became of a token request.
public sealed interface TokenOutcome {
    /// A token was made, and its record is on disk.
    ///
    /// @param text  the sealed form, base64url
    /// @param lints what its sender may not have meant
    record Issued(Token token, String text, List<Lint> lints) implements TokenOutcome {}

    /// No token. Its sender is told what to do about it.
    record Denied(Refused why) implements TokenOutcome {
        public Denied {
            why = why.advised();
        }
    }
}
