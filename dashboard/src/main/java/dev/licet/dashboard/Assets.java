package dev.licet.dashboard;

import dev.licet.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The files that pages load.
final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, Reply> FILES = Map.of(
            "/admin/assets/dashboard.css", load("dashboard.css", "text/css; charset=utf-8"),
            "/admin/assets/dashboard.js", load("dashboard.js", SCRIPT),
            "/admin/assets/play.js", load("play.js", SCRIPT),
            "/admin/assets/shaka-player.js", load("shaka-player.dash-es2021.js", SCRIPT),
            "/admin/assets/reference.js", load("reference.js", SCRIPT),
            "/admin/assets/swagger-ui.js", load("swagger-ui-bundle.js", SCRIPT),
            "/admin/assets/swagger-ui.css", load("swagger-ui.css", "text/css; charset=utf-8"),
            "/admin/assets/icon.svg", load("icon.svg", "image/svg+xml"));

    private Assets() {}

    static Optional<Reply> find(String path) {
        return Optional.ofNullable(FILES.get(path));
    }

    private static Reply load(String name, String mediaType) {
        return Pages.guarded(Reply.of(200, mediaType, read(name))).with("Cache-Control", "no-cache");
    }

    static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
