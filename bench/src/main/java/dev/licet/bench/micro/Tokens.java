package dev.licet.bench.micro;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenIssuer;
import dev.licet.domain.token.Token;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A token request in its parts.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Tokens {
    private static final byte[] NO_FORM = {};

    private Token token;
    private String sealed;
    private String query;
    private TokenIssuer issuer;

    @Setup
    public void make(Installation installation) {
        token = installation.world.token(Drm.WIDEVINE);
        sealed = installation.world.sealer().seal(token);
        query = "customerAuthenticator=" + installation.account.authenticator().reveal()
                + "&kid=fd1a706ac2b36002888f6d4a414333c3&contentKey=5438b719bf47a2f5678237477db2f9e6"
                + "&securityLevel=1&hdcpOutputControl=0";
        var database = installation.database;
        issuer = new TokenIssuer(
                new Callers(database.accounts()),
                database.fairPlayCredentials(),
                new TokenIssuer.Keys(database.storedKeys(), Optional.empty()),
                new TokenIssuer.Books(new Forgetful(), new RecordThrottle(installation.clock, 20)),
                new TokenIssuer.Making(installation.world.sealer(), installation.clock, installation.random));
    }

    @Benchmark
    public String seal(Installation installation) {
        return installation.world.sealer().seal(token);
    }

    @Benchmark
    public Object open(Installation installation) {
        return installation.world.sealer().open(sealed, Environment.TEST, Drm.WIDEVINE);
    }

    @Benchmark
    public Object decodeParameters() {
        return Parameters.read(query, NO_FORM);
    }

    /// All of a token request but HTTP and the disk.
    @Benchmark
    public Object issue(Installation installation) {
        var parameters = Parameters.read(query, NO_FORM);
        return issuer.issue(new TokenCall(
                Environment.TEST, Drm.WIDEVINE, parameters, Optional.empty(), "0123456789abcdef0123456789abcdef"));
    }

    @Benchmark
    public Object authenticate(Installation installation) {
        return installation.database.accounts().authenticate(installation.account.authenticator());
    }

    @Benchmark
    public Object findAccount(Installation installation) {
        return installation.database.accounts().find(installation.account.id(), Environment.TEST);
    }

    /// Keeps nothing.
    private static final class Forgetful implements Ledger {
        @Override
        public Recording write(Event event, Account decided) {
            return Recording.WRITTEN;
        }

        @Override
        public void write(Event event) {}

        @Override
        public Progress progress(Token token) {
            return Progress.NONE;
        }

        @Override
        public int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event) {
            throw new IllegalStateException("nothing is taken back here");
        }

        @Override
        public RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event) {
            return new RedemptionOutcome.Denied(new RedemptionDecision.BalanceEmpty());
        }

        @Override
        public boolean renew(byte[] session, Event event) {
            return true;
        }

        @Override
        public void release(byte[] session, Event event) {}
    }
}
