package dev.licet.server.api;

import dev.licet.domain.account.AccountId;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Turn;
import java.util.function.Supplier;

/// How packagers are worked for, whatever interface they come through: on a lane of their own. They may wait where
/// players may not.
public final class PackagerRoom {
    private final Lane lane;

    /// @param lane the one for packaging
    public PackagerRoom(Lane lane) {
        this.lane = lane;
    }

    /// Does the work for an account when its turn comes.
    Reply bounded(Request request, AccountId account, Supplier<Reply> work) {
        return switch (lane.take(Parties.asker(request, account), work::get)) {
            case Turn.Done<Reply>(Reply reply) -> reply;
            case Turn.Full<Reply> full -> PackagerDoor.busy("Too many packagers ask at once; try again");
            // Nobody will read it.
            case Turn.Left<Reply> left -> PackagerDoor.busy("The packager has left");
        };
    }
}
