package dev.licet.dashboard;

import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.Optional;

/// The pages for those who have not signed in yet.
///
/// @param signIn with a name and a password
/// @param openId at another service, where one is configured
record Entrances(SignInPages signIn, Optional<OpenIdPages> openId) {
    /// Empty for all other paths.
    Optional<Reply> answer(Request request, String path, Form form) {
        return switch (path) {
            case SignInPages.PATH -> Optional.of(signIn.answer(request, form));
            case OpenIdPages.START -> openId.map(pages -> pages.start(request, form));
            case OpenIdPages.BACK -> openId.map(pages -> pages.back(request, form));
            default -> Optional.empty();
        };
    }
}
