package dev.licet.server.api;

import dev.licet.domain.account.Account;
import dev.licet.http.EventFeed;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Turn;
import java.util.function.Supplier;

/// What an account reads, on the lane for that: it takes the processor for longer than a token or a license
/// does. Every request here is authenticated, and each account has its share.
public final class Reads {
    private static final byte[] NOTHING = {};

    private final Lane lane;

    /// @param lane the one for reading
    public Reads(Lane lane) {
        this.lane = lane;
    }

    /// Answers when its turn comes, or refuses when there is no room for it.
    Reply answer(Request request, Account account, Supplier<Reply> work) {
        return switch (lane.take(Parties.asker(request, account.id()), work::get)) {
            case Turn.Done<Reply>(Reply reply) -> reply;
            case Turn.Full<Reply> full -> Api.refused(request, Problem.of(Trouble.BUSY));
            // Nobody will read it.
            case Turn.Left<Reply> left -> Api.refused(request, Problem.of(Trouble.BUSY));
        };
    }

    /// The same news, looked up on the lane. Where there is no room they are there the next time.
    <P> EventFeed.Source<P> following(Request request, Account account, EventFeed.Source<P> source) {
        return place -> switch (lane.take(Parties.asker(request, account.id()), () -> source.after(place))) {
            case Turn.Done<EventFeed.News<P>>(EventFeed.News<P> news) -> news;
            case Turn.Full<EventFeed.News<P>> full -> new EventFeed.News<>(NOTHING, place, false);
            case Turn.Left<EventFeed.News<P>> left -> new EventFeed.News<>(NOTHING, place, false);
        };
    }
}
