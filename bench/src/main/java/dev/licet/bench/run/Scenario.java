package dev.licet.bench.run;

import dev.licet.bench.load.Manner;
import dev.licet.bench.load.Requests;
import java.util.function.IntFunction;

/// One kind of request.
///
/// @param name    as in the table
/// @param prepare makes a supply for about so many requests; it may run out
/// @param manner  how its clients connect
public record Scenario(String name, IntFunction<Requests> prepare, Manner manner) {
    /// Over connections that stay.
    Scenario(String name, IntFunction<Requests> prepare) {
        this(name, prepare, Manner.STAYING);
    }

    /// The same over other connections.
    Scenario over(Manner other) {
        return new Scenario(name, prepare, other);
    }

    static Scenario same(String name, byte[] request) {
        return new Scenario(name, count -> Requests.always(request));
    }
}
