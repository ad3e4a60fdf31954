package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.account.Account;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.WidevineRules;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// A request that every rule has passed, with the keys that it asked for.
record Approved(
        TokenCall call,
        Account account,
        TokenRequest request,
        List<KeyGrant> grants,
        PackagedLookup packaged,
        Instant now) {
    Token token(SecureRandom random) {
        Optional<Fault> fault = Faults.ordered(call.environment(), call.parameters());
        return new Token(
                call.environment(),
                call.drm(),
                account.id(),
                TokenId.fresh(now, random),
                now.truncatedTo(ChronoUnit.SECONDS),
                request.expires(),
                Faults.shortened(rights(), call.drm(), fault),
                request.contentId(),
                request.cookie(),
                fault);
    }

    /// A FairPlay request may leave the IV to what the packager has.
    private Optional<SecretBytes> iv() {
        if (request.iv().isPresent() || call.drm() != Drm.FAIRPLAY) return request.iv();
        KeyGrant grant = grants.getFirst();
        return grant.kid().flatMap(packaged::find).map(key -> packaged.iv(key, grant.key()));
    }

    private Rights rights() {
        return new Rights(
                grants,
                iv(),
                request.startWindow(),
                request.playbackDuration(),
                request.rental(),
                request.persistent(),
                request.extensions(),
                request.fairPlay(),
                request.playReady(),
                WidevineRules.NONE);
    }
}
