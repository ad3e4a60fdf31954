package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.request.Callers;
import dev.licet.http.Client;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// For whom the key storage is changed: this asks for nothing that it could do, so that a caller who gets a place is
/// refused and leaves a deed.
class KeystoreChangesTest {
    private final List<Deed> deeds = new ArrayList<>();
    private final KeystoreEndpoint endpoint = new KeystoreEndpoint(
            new Callers(new PartiesTest.OneAccount(false)), null, null, deeds::add, 1, Certificates.READS);

    private record Caller(boolean isGone, boolean isSilent) implements Client {
        @Override
        public String address() {
            return "192.0.2.7";
        }

        @Override
        public boolean isTrusted() {
            return true;
        }
    }

    private Reply change(Caller caller) {
        var request = new Request(
                Environment.TEST,
                "POST",
                "/keystore/keys",
                "customerAuthenticator=" + PartiesTest.RIGHT,
                name -> Optional.empty(),
                "{".getBytes(),
                "r-1",
                caller);
        return endpoint.route("/keys").orElseThrow().answer().apply(request);
    }

    @Test
    void a_caller_who_waits_is_answered() {
        assertEquals(400, change(new Caller(false, false)).status());
        assertEquals(1, deeds.size());
    }

    @Test
    void a_caller_who_has_ended_its_side_of_the_connection_is_answered() {
        assertEquals(400, change(new Caller(false, true)).status());
        assertEquals(1, deeds.size());
    }

    @Test
    void nothing_is_changed_for_a_caller_who_has_left() {
        assertEquals(503, change(new Caller(true, true)).status());
        assertEquals(List.of(), deeds);
    }
}
