package dev.licet.server.trace;

import dev.licet.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `traceparent` (W3C Trace Context section 3.2) of version 00. What is not exactly that is as good as none.
///
/// @param text    the whole value
/// @param trace   32 hexadecimal digits, not all 0
/// @param span    16 hexadecimal digits, not all 0
/// @param sampled whether the caller keeps its part
record Traceparent(String text, String trace, String span, boolean sampled) {
    private static final Pattern VALUE =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])");

    static Optional<Traceparent> of(Request request) {
        return request.fields().first("traceparent").flatMap(Traceparent::read);
    }

    static Optional<Traceparent> read(String text) {
        var value = VALUE.matcher(text);
        if (!value.matches()) return Optional.empty();
        boolean sampled = (Character.digit(value.group(3).charAt(0), 16) & 1) == 1;
        return Optional.of(new Traceparent(text, value.group(1), value.group(2), sampled));
    }
}
