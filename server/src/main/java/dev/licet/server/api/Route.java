package dev.licet.server.api;

import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.List;
import java.util.function.Function;

/// One path of the API.
///
/// @param methods which it takes, in the order of `Allow`
/// @param callers who calls it
/// @param answer  answers one of those methods
record Route(List<String> methods, Callers callers, Function<Request, Reply> answer) {

    /// The methods as `Allow` writes them.
    String allow() {
        return String.join(", ", methods);
    }

    /// Which programs call a path.
    enum Callers {
        /// Servers only, with a secret in the request: no page of another origin may read the answer.
        SERVERS,
        /// Players in pages of any origin.
        PLAYERS
    }
}
