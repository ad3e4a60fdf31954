package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.lane.Lanes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackagerRoomTest {
    private static final AccountId ACCOUNT = new AccountId(201722);

    private final Lanes lanes = Lanes.open(1);
    private final PackagerRoom room = new PackagerRoom(lanes.packaging());
    private final Request request =
            new Request(Environment.TEST, "POST", SpekeEndpoint.PATH, "", name -> Optional.empty(), new byte[0], "r");

    private String worker = "";

    private Reply thread() {
        return room.bounded(request, ACCOUNT, () -> {
            worker = Thread.currentThread().getName();
            return Reply.empty(204);
        });
    }

    /// Its threads stand back for those of players.
    @Test
    void packagers_are_worked_for_by_threads_of_their_own() {
        try (lanes) {
            assertEquals(204, thread().status());
            assertEquals("licet-packagers-1", worker);
        }
    }

    @Test
    void where_there_is_no_room_a_packager_is_told_to_come_again() {
        lanes.close();
        assertEquals(503, thread().status());
    }
}
