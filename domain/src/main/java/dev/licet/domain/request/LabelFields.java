package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import dev.licet.domain.token.Token;
import java.util.Optional;

/// Texts that a token carries for its owner and that mean nothing to the service: `contentId` and `cookie`.
final class LabelFields {
    private static final int LONGEST_CONTENT_ID = 256;

    private LabelFields() {}

    /// No published code speaks of `contentId`; "invalid key data" comes nearest.
    static void contentId(TokenDraft draft) throws BadParameter {
        Optional<String> text = draft.fields().filled("contentId", Refusal.KEY_DATA);
        if (text.isPresent() && length(text.get()) > LONGEST_CONTENT_ID) {
            throw BadParameter.of("contentId", Refusal.KEY_DATA, "contentId is longer than 256 characters")
                    .hint("Send a contentId of at most 256 characters.");
        }
        draft.contentId = text;
    }

    /// Step 8 of token-api.md 16, second half.
    static void cookie(TokenDraft draft) throws BadParameter {
        Optional<String> text = draft.fields().filled("cookie", Refusal.COOKIE);
        if (text.isPresent() && !Token.isCookie(text.get())) {
            throw BadParameter.of(
                    "cookie", Refusal.COOKIE, "a cookie has at most 32 characters and no control characters");
        }
        draft.cookie = text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
