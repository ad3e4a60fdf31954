package dev.licet.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedRequestsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Refused UNREADABLE = Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, "-42589");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final FailedRequests failed = new FailedRequests(() -> now);

    private Token token(Drm drm) {
        var key = SecretBytes.random(RANDOM, KeyGrant.KEY_BYTES);
        var rights = new Rights(
                List.of(new KeyGrant(Optional.empty(), key, 1, Hdcp.NONE, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
        return new Token(
                Environment.TEST,
                drm,
                new AccountId(1),
                TokenId.fresh(Instant.now(), RANDOM),
                now,
                now.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    private void fail(Token token, int times) {
        for (int i = 0; i < times; i++) failed.note(token, UNREADABLE);
    }

    @Test
    void after_twenty_a_token_opens_nothing_more_for_ten_minutes() {
        var token = token(Drm.FAIRPLAY);
        fail(token, FailedRequests.MOST - 1);
        assertFalse(failed.isOver(token));
        fail(token, 1);
        assertTrue(failed.isOver(token));
        now = now.plus(FailedRequests.MEMORY).minusNanos(1);
        assertTrue(failed.isOver(token));
        now = now.plusNanos(1);
        assertFalse(failed.isOver(token));
        fail(token, 1);
        assertFalse(failed.isOver(token));
    }

    @Test
    void other_tokens_other_systems_and_other_refusals_do_not_count() {
        var token = token(Drm.FAIRPLAY);
        fail(token, FailedRequests.MOST);
        assertFalse(failed.isOver(token(Drm.FAIRPLAY)));
        var widevine = token(Drm.WIDEVINE);
        fail(widevine, FailedRequests.MOST);
        assertFalse(failed.isOver(widevine));
        var refused = token(Drm.FAIRPLAY);
        for (int i = 0; i < FailedRequests.MOST; i++) {
            failed.note(refused, Refused.request(Refusal.CKC_FAILED, "-42604"));
        }
        assertFalse(failed.isOver(refused));
        assertEquals(20, FailedRequests.MOST);
    }
}
