package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import java.util.function.IntFunction;

/// One kind of request.
///
/// @param name    as in the table
/// @param prepare makes a supply for about so many requests; it may run out
public record Scenario(String name, IntFunction<Requests> prepare) {
    static Scenario same(String name, byte[] request) {
        return new Scenario(name, count -> Requests.always(request));
    }
}
