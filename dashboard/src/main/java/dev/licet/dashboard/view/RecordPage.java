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
    ///
    /// @param within how long ago at most, such as `1h`
    /// @param before the number of the record before which the page begins; empty for the newest
    public record Typed(
            String account,
            String outcome,
            String drm,
            String kind,
            String code,
            String within,
            String cookie,
            String content,
            String kid,
            String token,
            String device,
            String from,
            String to,
            String before) {

        /// The same fields in an address, each after a `&`.
        public String query() {
            return with("account", account)
                    + with("outcome", outcome)
                    + with("drm", drm)
                    + with("kind", kind)
                    + with("code", code)
                    + with("within", within)
                    + with("cookie", cookie)
                    + with("content", content)
                    + with("kid", kid)
                    + with("tokenid", token)
                    + with("device", device)
                    + with("from", from)
                    + with("to", to);
        }

        private static String with(String name, String value) {
            return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /// What the filter calls requests to which no code was given.
    public static final String GOOD = "went well";
    /// What the filter calls those to which one was given.
    public static final String REFUSED = "refused";

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

    /// The outcomes to choose from.
    public static List<String> outcomes() {
        return List.of(GOOD, REFUSED);
    }

    /// The times to choose from: in words, and as an address has them.
    public static List<Fact> times() {
        return List.of(
                new Fact("last hour", "1h"),
                new Fact("last day", "1d"),
                new Fact("last week", "7d"),
                new Fact("last 30 days", "30d"));
    }

    /// Whether it begins with the newest.
    public boolean isFirst() {
        return typed.before().isEmpty();
    }

    /// Where the next page is.
    public String nextPath() {
        return path("") + "&before=" + next.orElseThrow() + typed.query();
    }

    /// Where the first one is.
    public String firstPath() {
        return path("") + typed.query();
    }

    /// Where a file of all that fit is.
    public String exportPath(String format) {
        return path("/export") + "&format=" + format + typed.query();
    }

    private String path(String below) {
        return frame.here() + below + "?environment=" + frame.environment().word();
    }

    /// How many are on the page, in words.
    public String words() {
        String more = next.isPresent() ? "; there are older ones" : "";
        return rows.size() + (rows.size() == 1 ? " record" : " records, newest first") + more;
    }
}
