package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.device.widevine.ReceivedLicense;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.testing.PostgresCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one PostgreSQL: what is stopped through one of them gets no license from the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class PostgresStopsTest {
    private static final int TRIALS = 50;
    private static final int AT_ONCE = 5;
    /// The promise of `docs/operations.md`.
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private RunningService first;
    private RunningService second;

    @BeforeAll
    void start(@TempDir Path directory) {
        var place = RunningService.on(PostgresCluster.shared().freshDatabase());
        var settings = new EnumMap<Key, String>(place);
        settings.put(Key.MASTER_KEY_FILE, directory.resolve("key").toString());
        first = RunningService.start(directory.resolve("first"), settings);
        second = RunningService.start(directory.resolve("second"), settings);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    /// A viewer who was given a license by the second node, with a token from the first.
    private record Watching(
            WidevineCdm cdm,
            CreatedAccount account,
            byte[] pssh,
            String url,
            ReceivedLicense license,
            EventRecord record) {
        Api.Reply asksAgain() {
            var challenge = cdm.challenge(pssh, LicenseType.STREAMING, Optional.empty());
            return Api.postBytes(url, challenge.body());
        }

        /// The same bytes would be refused once more without a look, for a second.
        Api.Reply renewsAfter(int seconds) throws MalformedMessage {
            return Api.postBytes(url, cdm.renewal(license, seconds).body());
        }

        Api.Reply releases() throws MalformedMessage {
            return Api.postBytes(url, cdm.release(license, 5).body());
        }
    }

    private Watching watching(int number) throws MalformedMessage {
        var account = first.account("watching " + number);
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        byte[] kid = HexFormat.of().parseHex(TokenCatalogue.KID);
        kid[15] = (byte) number;
        parameters.put("kid", HexFormat.of().formatHex(kid));
        parameters.put("cookie", "order-" + number);
        String token = first.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
        String url = second.rightsUrl(Environment.TEST, Drm.WIDEVINE) + token.substring(token.indexOf('?'));
        var cdm = Viewer.widevine(first);
        byte[] pssh = WidevinePssh.ofKeyIds(List.of(kid)).toBytes();
        var challenge = cdm.challenge(pssh, LicenseType.STREAMING, Optional.empty());
        var reply = Api.postBytes(url, challenge.body());
        assertEquals(200, reply.status(), reply.text());
        return new Watching(cdm, account, pssh, url, cdm.receive(challenge, reply.body()), newest(account.id()));
    }

    private EventRecord newest(AccountId account) {
        return first.operator().records().latest(account, Environment.TEST, 1).getFirst();
    }

    private static Stop stop(StopKind kind, Watching viewer) {
        EventRecord record = viewer.record();
        String value =
                switch (kind) {
                    case ACCOUNT -> viewer.account().id().toString();
                    case TOKEN -> record.tokenId().orElseThrow();
                    case KID -> record.kids().getFirst();
                    case DEVICE -> record.deviceId().orElseThrow();
                    case COOKIE -> record.cookie().orElseThrow();
                };
        var account = kind.belongsToAccount() ? Optional.of(viewer.account().id()) : Optional.<AccountId>empty();
        return new Stop(kind, value, account, Optional.empty(), "trial", Optional.empty());
    }

    private static String code(StopKind kind) {
        return switch (kind) {
            case ACCOUNT -> "-2031";
            case TOKEN, KID, COOKIE -> "-4010";
            case DEVICE -> "-4001";
        };
    }

    @Test
    void an_entry_on_one_node_refuses_on_the_other_in_time_every_time() throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var trials = threads.invokeAll(IntStream.range(0, TRIALS)
                    .<Callable<Duration>>mapToObj(number -> () -> trial(number))
                    .toList());
            for (var trial : trials) {
                Duration taken = trial.get();
                assertTrue(taken.compareTo(PROMISED) <= 0, taken.toString());
            }
        }
    }

    /// How long the second node went on after the entry was made.
    private Duration trial(int number) throws MalformedMessage, InterruptedException {
        StopKind kind = StopKind.values()[number % StopKind.values().length];
        Watching viewer = watching(number);
        assertEquals(200, viewer.asksAgain().status());
        var entry = first.operator()
                .administration()
                .stops()
                .add(stop(kind, viewer))
                .orThrow();
        long begun = System.nanoTime();
        Api.Reply reply = viewer.asksAgain();
        while (reply.status() == 200) {
            Thread.sleep(50);
            reply = viewer.asksAgain();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(code(kind), reply.header("Licet-Code"), reply.text());
        assertEquals(code(kind), viewer.renewsAfter(5).header("Licet-Code"));
        String words = "the " + kind.word() + " is on a stop list: trial";
        assertEquals(words, newest(viewer.account().id()).reason());
        if (number < StopKind.values().length) endsWithTheEntry(viewer, entry.id());
        return taken;
    }

    /// What is given back is taken meanwhile.
    private void endsWithTheEntry(Watching viewer, long entry) throws MalformedMessage, InterruptedException {
        first.operator().administration().stops().remove(entry).orThrow();
        while (viewer.asksAgain().status() != 200) Thread.sleep(50);
        assertEquals(200, viewer.renewsAfter(6).status());
        assertEquals(200, viewer.releases().status());
    }

    @Test
    void a_release_is_taken_and_explain_tells_the_reason() throws MalformedMessage, InterruptedException {
        Watching viewer = watching(TRIALS);
        first.operator()
                .administration()
                .stops()
                .add(stop(StopKind.COOKIE, viewer))
                .orThrow();
        while (viewer.asksAgain().status() == 200) Thread.sleep(50);
        assertEquals(200, viewer.releases().status());
        String token = viewer.url().substring(viewer.url().indexOf('=') + 1);
        String bearer = "Bearer " + RunningService.text(viewer.account(), Environment.TEST);
        for (RunningService node : new RunningService[] {first, second}) {
            var told = Api.postForm(
                    node.url(Environment.TEST, "/explain"), Api.form(Map.of("token", token)), "Authorization", bearer);
            assertEquals(200, told.status(), told.text());
            assertTrue(told.text().contains("the cookie is on a stop list: trial"), told.text());
            assertTrue(told.text().contains("\"rule\":\"stopped\""), told.text());
        }
    }
}
