package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts the requests of a FairPlay token that could not be read. Whoever looks for a difference between our answers
/// to broken SPCs needs thousands of them; a player needs none (reference: security.md T19). The count is this node's
/// own, and forgotten after a while, so that a mistake of the operator's does no lasting harm.
final class FailedRequests {
    static final int MOST = 20;
    static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST_TOKENS = 10_000;

    private record Count(int failures, Instant until) {}

    private final InstantSource clock;
    private final Map<TokenId, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenId, Count> eldest) {
            return size() > MOST_TOKENS;
        }
    };

    FailedRequests(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether nothing more is opened for the token.
    boolean isOver(Token token) {
        return failures(token.id()) >= MOST;
    }

    private synchronized int failures(TokenId token) {
        Count count = counts.get(token);
        return count != null && clock.instant().isBefore(count.until()) ? count.failures() : 0;
    }

    void note(Token token, Refused why) {
        if (token.drm() == Drm.FAIRPLAY && why.why() == Refusal.DEVICE_NOT_AUTHENTICATED) add(token.id());
    }

    private synchronized void add(TokenId token) {
        Instant now = clock.instant();
        Count before = counts.get(token);
        boolean goesOn = before != null && now.isBefore(before.until());
        counts.put(token, goesOn ? new Count(before.failures() + 1, before.until()) : new Count(1, now.plus(MEMORY)));
    }
}
