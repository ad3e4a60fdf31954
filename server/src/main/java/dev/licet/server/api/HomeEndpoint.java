package dev.licet.server.api;

import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// `/`: one page for people who open the address to see what is there.
public final class HomeEndpoint {
    /// The environment, and where the dashboard is.
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Licet, %1$s environment</title>
            </head>
            <body>
            <main>
            <h1>Licet</h1>
            <p>This is a multi-DRM license token service: a storefront asks it for a license token, and a player redeems the
            token for a license.</p>
            <p>You are in the <strong>%1$s</strong> environment.</p>
            <ul>
            <li>The dashboard: %2$s</li>
            <li>The description of this API for programs (OpenAPI): <a href="/openapi">/openapi</a></li>
            <li>Health checks: <a href="/health/live">/health/live</a> (does the process run?),
            <a href="/health/ready">/health/ready</a> (should requests be sent here?)</li>
            </ul>
            </main>
            </body>
            </html>
            """;

    private final Supplier<Optional<URI>> dashboard;

    /// @param dashboard where it is, if there is one; asked for each page
    public HomeEndpoint(Supplier<Optional<URI>> dashboard) {
        this.dashboard = dashboard;
    }

    Reply answer(Request request) {
        return Html.page(200, PAGE.formatted(request.environment().word(), dashboard()));
    }

    private String dashboard() {
        return dashboard
                .get()
                .map(URI::toString)
                .map(Html::escaped)
                .map(url -> "<a href=\"" + url + "\">" + url + "</a>")
                .orElse("there is none on this node");
    }
}
