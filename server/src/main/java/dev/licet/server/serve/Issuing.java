package dev.licet.server.serve;

import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.request.TokenIssuer;
import dev.licet.domain.token.TokenSealer;
import java.util.Optional;

/// What makes tokens, and the parts of it that others use as well.
///
/// @param callers      knows who asks
/// @param sealer       seals tokens and opens them
/// @param unattributed bounds the records of requests that belong to no account
/// @param signers      knows whose signatures requests have
/// @param packagers    gives keys to packagers
record Issuing(
        Callers callers,
        SignedCallers signers,
        TokenSealer sealer,
        RecordThrottle unattributed,
        KeyProvider packagers,
        TokenIssuer tokens) {
    private static final int UNATTRIBUTED_RECORDS_PER_SECOND = 20;

    static Issuing of(Foundation foundation, FairPlaySets fairPlay) {
        var database = foundation.database();
        var callers = new Callers(database.accounts());
        var sealer = new TokenSealer(database.sealingKeys(), foundation.random());
        var unattributed = new RecordThrottle(foundation.clock(), UNATTRIBUTED_RECORDS_PER_SECOND);
        var packagers = packagers(foundation);
        var tokens = new TokenIssuer(
                callers,
                fairPlay.usable(),
                new TokenIssuer.Keys(database.storedKeys(), Optional.of(packagers)),
                new TokenIssuer.Books(database.ledger(), unattributed),
                new TokenIssuer.Making(sealer, foundation.clock(), foundation.random()));
        var signers = new SignedCallers(database.signers(), database.accounts());
        return new Issuing(callers, signers, sealer, unattributed, packagers, tokens);
    }

    private static KeyProvider packagers(Foundation foundation) {
        var database = foundation.database();
        return new KeyProvider(database.packagerPorts(), foundation.clock(), foundation.random());
    }
}
