package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.LruCache;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Counts the requests of a FairPlay token that could not be read. Whoever looks for a difference between our answers
/// to broken SPCs needs thousands of them; a player needs none (reference: security.md T19). The count is this node's
/// own, and forgotten after a while, so that a mistake of the operator's does no lasting harm.
final class FailedRequests {
    static final int MOST = 20;
    static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST_TOKENS = 10_000;

    private record Count(int failures, Instant until) {
        Count andOneMore() {
            return new Count(failures + 1, until);
        }
    }

    private final InstantSource clock;
    private final LruCache<TokenId, Count> counts = new LruCache<>(MOST_TOKENS);

    FailedRequests(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether nothing more is opened for the token.
    boolean isOver(Token token) {
        return lately(token.id()).filter(count -> count.failures() >= MOST).isPresent();
    }

    private Optional<Count> lately(TokenId token) {
        return counts.find(token).filter(count -> clock.instant().isBefore(count.until()));
    }

    void note(Token token, Refused why) {
        if (token.drm() == Drm.FAIRPLAY && why.why() == Refusal.DEVICE_NOT_AUTHENTICATED) add(token.id());
    }

    private synchronized void add(TokenId token) {
        counts.keep(token, lately(token).map(Count::andOneMore).orElseGet(this::first));
    }

    private Count first() {
        return new Count(1, clock.instant().plus(MEMORY));
    }
}
