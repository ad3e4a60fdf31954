package dev.licet.http;

import dev.licet.domain.Refused.Blame;
import java.util.Objects;

/// Why an answer is no good news, for the log alone.
///
/// @param blame whose fault it is
/// @param words what went wrong; never a key, kek, authenticator or token
public record Cause(Blame blame, String words) {
    public Cause {
        Objects.requireNonNull(blame, "blame");
        Objects.requireNonNull(words, "words");
    }

    /// Something failed inside.
    public static Cause inside(String words) {
        return new Cause(Blame.SERVICE, words);
    }

    /// It passes.
    public static Cause busy(String words) {
        return new Cause(Blame.BUSY, words);
    }

    static Cause of(Trouble trouble) {
        return new Cause(
                switch (trouble) {
                    case BROKEN -> Blame.SERVICE;
                    case BUSY, STREAMS, SHARE, STREAMS_SHARE -> Blame.BUSY;
                    case MALFORMED,
                            PLAIN,
                            TOO_SLOW,
                            BODY_TOO_LARGE,
                            TARGET_TOO_LONG,
                            CODING,
                            HEADERS_TOO_LARGE,
                            VERSION -> Blame.REQUEST;
                },
                trouble.message());
    }
}
