package dev.licet.bench.micro;

import dev.licet.domain.Drm;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.MalformedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From the challenge to the license, without token, charge and HTTP.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Licenses {
    private static final int CHALLENGES = 64;

    private DrmSystem widevine;
    private DrmSystem fairPlay;
    private Token widevineToken;
    private Token fairPlayToken;
    private List<byte[]> plain;
    private List<byte[]> privacy;
    private List<byte[]> first;
    private List<byte[]> second;
    private Instant now;
    private int next;

    @Setup
    public void make(Installation installation) {
        var database = installation.database;
        widevine = DrmSystems.widevine(
                WidevinePorts.embedded(database.widevineTrust(), database.sealingKeys()),
                WidevineOptions.STANDARD,
                installation.clock,
                installation.random);
        fairPlay = DrmSystems.fairPlay(
                database.fairPlayCredentials(), Optional.empty(), installation.clock, installation.random);
        widevineToken = installation.world.token(Drm.WIDEVINE);
        fairPlayToken = installation.world.token(Drm.FAIRPLAY);
        plain = installation.world.widevine(8, CHALLENGES, false);
        privacy = installation.world.widevine(8, CHALLENGES, true);
        first = installation.world.fairPlay(CHALLENGES, 1);
        second = installation.world.fairPlay(CHALLENGES, 2);
        now = installation.clock.instant();
    }

    @Benchmark
    public Answer widevinePlain() throws MalformedMessage {
        return answer(widevine, plain, widevineToken);
    }

    @Benchmark
    public Answer widevinePrivacy() throws MalformedMessage {
        return answer(widevine, privacy, widevineToken);
    }

    @Benchmark
    public Answer fairPlayFirst() throws MalformedMessage {
        return answer(fairPlay, first, fairPlayToken);
    }

    @Benchmark
    public Answer fairPlaySecond() throws MalformedMessage {
        return answer(fairPlay, second, fairPlayToken);
    }

    private Answer answer(DrmSystem system, List<byte[]> challenges, Token token) throws MalformedMessage {
        byte[] body = challenges.get(next++ & (CHALLENGES - 1));
        if (system.classify(body, Optional.empty()) instanceof Message.LicenseRequest request
                && request.open(token, now) instanceof Opening.Ready(var exchange)) {
            return exchange.answer();
        }
        throw new IllegalStateException("the challenge was refused");
    }
}
