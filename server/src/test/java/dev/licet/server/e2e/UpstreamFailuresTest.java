package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many viewers at once behind an upstream of which one request in a hundred goes wrong: nobody is charged without
/// getting a license, and nobody gets one without being charged.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamFailuresTest {
    private static final int ORDERS = 1000;
    private static final int AT_ONCE = 16;
    private static final int SEED = 4711;
    private static final int UNITS = 5000;

    private RunningService service;
    private Vendor vendor;
    private WidevineCdm device;

    @BeforeAll
    void start(@TempDir Path own, @TempDir Path others) {
        // A busy machine may make the stand-in slow, which must not count as a failure of its own.
        service = RunningService.start(own, Map.of(Key.UPSTREAM_BUDGET, "12s", Key.UPSTREAM_CONNECT, "5s"));
        vendor = new Vendor(others);
        device = vendor.device();
    }

    @AfterAll
    void stop() {
        vendor.close();
        service.close();
    }

    /// One way to go wrong: what happens, request by request, and what the device gets.
    private record Trouble(String name, List<Mishap> mishaps, int status, int requests) {
        static Trouble passing(String name, Mishap mishap) {
            return new Trouble(name + " once", List.of(mishap), 200, 2);
        }

        static Trouble lasting(String name, Mishap mishap) {
            return new Trouble(name + " twice", List.of(mishap, mishap), 503, 2);
        }

        static Trouble settled(String name, Mishap mishap, int status) {
            return new Trouble(name, List.of(mishap), status, 1);
        }
    }

    private static List<Trouble> troubles(String kind) {
        var all = new ArrayList<Trouble>();
        var passing = new LinkedHashMap<String, Mishap>();
        passing.put("reset", new Mishap.Reset());
        passing.put("time-out", new Mishap.Silence());
        passing.put("HTTP status 500", Mishap.Says.of(500, "<html>"));
        if (kind.equals("signed-json")) passing.put("INTERNAL_ERROR", Mishap.Says.status("INTERNAL_ERROR", 1));
        passing.forEach((name, mishap) -> all.add(Trouble.passing(name, mishap)));
        passing.forEach((name, mishap) -> all.add(Trouble.lasting(name, mishap)));
        all.add(Trouble.settled("garbage", Mishap.Says.of(200, "{\"status\":"), 500));
        Mishap refusal =
                kind.equals("relay") ? Mishap.Says.of(403, "no") : Mishap.Says.status("INVALID_LICENSE_CHALLENGE", 106);
        all.add(Trouble.settled("refusal", refusal, 403));
        return all;
    }

    /// One order in a hundred, the same ones in every run, and every trouble at least once.
    private static Map<String, Trouble> plan(String kind) {
        var orders = new ArrayList<>(orders());
        Collections.shuffle(orders, new Random(SEED));
        List<Trouble> troubles = troubles(kind);
        return IntStream.range(0, Math.max(ORDERS / 100, troubles.size()))
                .boxed()
                .collect(Collectors.toMap(orders::get, i -> troubles.get(i % troubles.size())));
    }

    private static List<String> orders() {
        return IntStream.range(0, ORDERS).mapToObj(i -> "order-" + i).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed-json", "relay"})
    void one_failure_in_a_hundred_costs_nobody_anything(String kind) throws Exception {
        var account = account(kind);
        Map<String, Trouble> plan = plan(kind);
        var mishaps = new Mishaps();
        plan.forEach((order, trouble) -> mishaps.add(order, trouble.mishaps()));
        Map<String, String> urls = atOnce(orders(), order -> token(account, order));
        awaitBackEnd(account, kind);
        long before = service.units(account.id());
        vendor.plan(mishaps);

        Map<String, Integer> first = atOnce(orders(), order -> redeemed(urls.get(order)));
        first.forEach((order, status) -> {
            Optional<Trouble> trouble = Optional.ofNullable(plan.get(order));
            String name = trouble.map(Trouble::name).orElse("no trouble");
            assertEquals(trouble.map(Trouble::status).orElse(200), status, order + ", " + name);
            assertEquals(trouble.map(Trouble::requests).orElse(1), mishaps.requests(order), order + ", " + name);
        });
        List<String> failed =
                first.keySet().stream().filter(order -> first.get(order) != 200).toList();
        assertBooks(account, before, failed, List.of());

        Map<String, Integer> again = atOnce(failed, order -> redeemed(urls.get(order)));
        again.forEach((order, status) -> assertEquals(200, status, order + " once more"));
        assertBooks(account, before, List.of(), failed);
    }

    /// @param failed    have got nothing yet
    /// @param recovered have got their license at the second try
    private void assertBooks(CreatedAccount account, long before, List<String> failed, List<String> recovered) {
        assertEquals(ORDERS - failed.size(), before - service.units(account.id()));
        Map<String, List<EventRecord>> records =
                service.operator().records().window(account.id(), Environment.TEST, 0, 4 * ORDERS).stream()
                        .filter(record -> record.cookie().orElse("").startsWith("order-"))
                        .collect(Collectors.groupingBy(record -> record.cookie().orElseThrow()));
        assertEquals(ORDERS, records.size());
        records.forEach((order, its) -> {
            boolean denied = failed.contains(order) || recovered.contains(order);
            assertEquals(failed.contains(order) ? 0 : 1, count(its, Event.Kind.REDEEMED), order);
            assertEquals(denied ? 1 : 0, count(its, Event.Kind.DENIED), order);
            int charged = its.stream().mapToInt(EventRecord::charged).sum();
            assertEquals(failed.contains(order) ? 0 : 1, charged, order);
        });
        var found = service.operator().verification();
        assertTrue(found.isClean(), found.findings().toString());
    }

    private static long count(List<EventRecord> records, Event.Kind kind) {
        return records.stream().filter(record -> record.kind() == kind).count();
    }

    private CreatedAccount account(String kind) {
        var account = service.account("failures " + kind);
        service.units(account.id(), UNITS);
        WidevineBackEnd backEnd = kind.equals("relay") ? vendor.relay() : vendor.signedJson();
        service.operator()
                .administration()
                .widevineBackEnds()
                .set(account.id(), Environment.TEST, backEnd)
                .orThrow();
        return account;
    }

    /// What is kept in memory follows the database within a second.
    private void awaitBackEnd(CreatedAccount account, String kind) throws Exception {
        String url = token(account, "first");
        for (int i = 0; i < 50 && redeemed(url) != 200; i++) Thread.sleep(100);
        assertEquals(200, redeemed(url), kind);
    }

    private String token(CreatedAccount account, String order) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", order);
        parameters.put("contentId", order);
        return service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    /// The status; a license is opened too, as a device does it.
    private int redeemed(String url) throws MalformedMessage {
        var challenge = device.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var reply = Api.postBytes(url, challenge.body());
        if (reply.status() != 200) return reply.status();
        SecretBytes key =
                device.receive(challenge, reply.body()).keys().getFirst().key();
        boolean ours = key.sameAs(SecretBytes.parseHex(TokenCatalogue.KEY));
        assertTrue(ours || key.sameAs(SecretBytes.parseHex(Vendor.VENDORS_KEY)));
        return reply.status();
    }

    /// What is done for one order.
    private interface Work<T> {
        T of(String order) throws Exception;
    }

    private static <T> Map<String, T> atOnce(List<String> orders, Work<T> work) throws Exception {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            var pending = new LinkedHashMap<String, Future<T>>();
            for (String order : orders) pending.put(order, workers.submit((Callable<T>) () -> work.of(order)));
            var done = new LinkedHashMap<String, T>();
            for (var one : pending.entrySet())
                done.put(one.getKey(), one.getValue().get());
            return done;
        }
    }
}
