package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import java.util.function.IntFunction;

/// One kind of request.
///
/// @param name    as in the table
/// @param prepare makes a supply for about so many requests
/// @param fresh   whether each request can be sent only once, so that a supply can run out
public record Scenario(String name, IntFunction<Requests> prepare, boolean fresh) {
    static Scenario same(String name, byte[] request) {
        return new Scenario(name, count -> Requests.always(request), false);
    }
}
