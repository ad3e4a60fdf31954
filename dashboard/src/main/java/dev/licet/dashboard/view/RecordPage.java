package dev.licet.dashboard.view;

import dev.licet.domain.Drm;
import dev.licet.domain.record.Event;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The event log, looked through.
///
/// @param typed what was looked for
/// @param next  the number before which the next page begins
public record RecordPage(Frame frame, Typed typed, List<RecordRow> rows, Optional<Long> next) {

    /// The fields of the search, as they were typed.
    public record Typed(
            String account, String cookie, String kid, String code, String drm, String kind, String from, String to) {

        /// The same fields in an address, each after a `&`.
        public String query() {
            return with("account", account)
                    + with("cookie", cookie)
                    + with("kid", kid)
                    + with("code", code)
                    + with("drm", drm)
                    + with("kind", kind)
                    + with("from", from)
                    + with("to", to);
        }

        private static String with(String name, String value) {
            return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /// A page that found nothing because it could not look.
    public static RecordPage empty(Frame frame, Typed typed) {
        return new RecordPage(frame, typed, List.of(), Optional.empty());
    }

    /// The DRM systems to choose from.
    public static List<String> drms() {
        return Stream.of(Drm.values()).map(Drm::word).toList();
    }

    /// The kinds to choose from.
    public static List<String> kinds() {
        return Stream.of(Event.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Where the next page is.
    public String nextPath() {
        return frame.here() + "?environment=" + frame.environment().word() + "&before=" + next.orElseThrow()
                + typed.query();
    }
}
