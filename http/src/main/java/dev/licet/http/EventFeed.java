package dev.licet.http;

import dev.licet.domain.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Server-sent events (WHATWG HTML section 9.2) about something that grows, from a place on and as it comes.
///
/// It looks for news instead of being told, because other nodes write too. Whether the client may still read
/// them is looked at after they were found and before they are sent, so that nothing that happens after a
/// sign-out is told. While the database does not answer it stays: browsers come back after a broken connection,
/// but not after the 503 that they would get then.
///
/// @param <P> a place in what grows; its text is the id of the events up to it
public final class EventFeed<P> implements Body.Feed {
    /// The media type.
    public static final String TYPE = "text/event-stream";

    /// Under a second, so that within one a stream is over whose client may not read any more.
    private static final Duration PAUSE = Duration.ofMillis(800);
    /// More often than in ten seconds, after which proxies and clients take a silent connection for dead.
    private static final int ROUNDS_BETWEEN_SIGNS = 10;
    private static final byte[] SIGN_OF_LIFE = utf8(":\n\n");

    /// What grows.
    @FunctionalInterface
    public interface Source<P> {
        /// What has come after a place. May throw [StoreUnavailable].
        News<P> after(P place);
    }

    /// What has come.
    ///
    /// @param events as they are sent; may be empty although there was something
    /// @param place  where to go on
    /// @param more   whether there may be more already
    public record News<P>(byte[] events, P place, boolean more) {}

    private final Source<P> source;
    private final BooleanSupplier dismissed;
    private final Saying saying;
    private P place;

    /// @param start     goes on after this place
    /// @param dismissed whether the client may not read any more what it could read when it came
    public EventFeed(Source<P> source, P start, BooleanSupplier dismissed) {
        this(source, start, dismissed, new Saying("", ""));
    }

    private EventFeed(Source<P> source, P start, BooleanSupplier dismissed, Saying saying) {
        this.source = source;
        this.place = start;
        this.dismissed = dismissed;
        this.saying = saying;
    }

    /// @param party   for whom
    /// @param opening what is sent before all events
    private record Saying(String party, String opening) {}

    /// The same, which counts for that party.
    public EventFeed<P> of(String party) {
        return new EventFeed<>(source, place, dismissed, new Saying(party, saying.opening()));
    }

    @Override
    public String party() {
        return saying.party();
    }

    /// The same, which sends an event before all others.
    ///
    /// @param event as [#event(String, Object, String)] words it
    public EventFeed<P> saying(String event) {
        return new EventFeed<>(source, place, dismissed, new Saying(saying.party(), event));
    }

    /// One event without a name, which clients know as a message.
    ///
    /// @param data may have several lines
    public static String event(Object id, String data) {
        return lines("", id, data);
    }

    /// One event of that name. Clients that do not listen for it take its id and nothing else.
    ///
    /// @param data may have several lines
    public static String event(String name, Object id, String data) {
        return lines("event: " + name + "\n", id, data);
    }

    private static String lines(String first, Object id, String data) {
        var event = new StringBuilder(first).append("id: ").append(id).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return event.append('\n').toString();
    }

    /// This feed as an answer. Proxies are asked not to collect it first.
    public Reply reply() {
        return Reply.streaming(TYPE, this).with("X-Accel-Buffering", "no");
    }

    /// The place comes first, so that a client that comes back before the first event misses none.
    @Override
    public void to(Outlet outlet) {
        outlet.send(utf8("retry: 2000\nid: " + place + "\n\n" + saying.opening()));
        News<P> news = next();
        for (int round = 1; !isDismissed(); round++) {
            if (news.events().length > 0) outlet.send(news.events());
            else if (round % ROUNDS_BETWEEN_SIGNS == 0) outlet.send(SIGN_OF_LIFE);
            place = news.place();
            if (!outlet.pause(news.more() ? Duration.ZERO : PAUSE)) return;
            news = next();
        }
    }

    private News<P> next() {
        try {
            return source.after(place);
        } catch (StoreUnavailable noAnswer) {
            return new News<>(new byte[0], place, false);
        }
    }

    private boolean isDismissed() {
        try {
            return dismissed.getAsBoolean();
        } catch (StoreUnavailable noAnswer) {
            return false;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
