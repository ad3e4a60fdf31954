package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.domain.Drm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// The hot paths on a small installation and on a large one. Both services run at the same time and their
/// rounds take turns, so that whatever else the machine does meets both.
public final class Growth {
    private static final int DIFFERENT = 20_000;
    private static final double MOST = 1.3;
    /// Of the longest warm-up: eight kinds of requests on two servers have one each.
    private static final double WARM_UP_PART = 6;

    private final Plan plan;
    private final Book book;

    public Growth(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
    }

    /// One installation and what is asked of it.
    private record Side(LargeInstallation large, Child server, World world) {
        static Side open(Plan plan, LargeInstallation large) {
            large.warm();
            var world = new World(large.data(), Serving.account(large.rich()));
            return new Side(large, Serving.start(plan, large.data()), world);
        }

        void close() {
            world.close();
            server.close();
        }
    }

    /// Many different requests of one kind.
    private interface Call {
        List<byte[]> makes(Side side);
    }

    /// Measures it all.
    public void run() throws IOException {
        Files.createDirectories(plan.growth());
        book.note("databases of growth lie on", Host.fileSystem(plan.growth()));
        var small = Side.open(plan, LargeInstallation.of(plan, Size.SMALL));
        var large = Side.open(plan, LargeInstallation.of(plan, plan.effort().growth()));
        try {
            compare(
                    "getrecord by cookie",
                    small,
                    large,
                    side -> records(side, () -> "cookie=" + side.large().anyCookie()));
            compare(
                    "getrecord by id",
                    small,
                    large,
                    side -> records(side, () -> "id=" + side.large().anyEvent()));
            compare(
                    "getrecord by window",
                    small,
                    large,
                    side -> records(
                            side, () -> "length=32&start=" + side.large().anyPlace()));
            compare("getrecord, the latest", small, large, side -> records(side, () -> ""));
            compare("key store, read a value", small, large, Growth::keys);
            compare(
                    "token, kek and kid",
                    small,
                    large,
                    side -> tokens(
                            side,
                            side.large()::rich,
                            () -> "&kek=" + World.KEK + "&kid=" + side.large().anyKid()));
            compare(
                    "token, any account",
                    small,
                    large,
                    side -> tokens(
                            side, side.large()::anyOwner, () -> "&contentKey=" + World.KEY + "&kid=" + World.KID));
            licenses(small, large);
        } finally {
            small.close();
            large.close();
        }
    }

    private static List<byte[]> records(Side side, Supplier<String> which) {
        return many(() -> Requests.get(
                "/cmiapi/getrecord/?customerAuthenticator=" + side.large().rich() + "&" + which.get()));
    }

    private static List<byte[]> keys(Side side) {
        return many(() -> Requests.get("/keystore/keys/" + side.large().anyKid() + "/value?kek=" + World.KEK
                + "&customerAuthenticator=" + side.large().rich()));
    }

    private static List<byte[]> tokens(Side side, Supplier<String> owner, Supplier<String> key) {
        return many(() -> Requests.get(
                "/hms/wv/token?securityLevel=1&hdcpOutputControl=0&customerAuthenticator=" + owner.get() + key.get()));
    }

    private static List<byte[]> many(Supplier<byte[]> one) {
        return Stream.generate(one).limit(DIFFERENT).toList();
    }

    private void compare(String name, Side small, Side large, Call call) {
        Requests fromSmall = Requests.inTurn(call.makes(small));
        Requests fromLarge = Requests.inTurn(call.makes(large));
        compare(
                subject(small, new Scenario(name + ", small", count -> fromSmall)),
                subject(large, new Scenario(name, count -> fromLarge)));
    }

    /// Each license needs a token of its own.
    private void licenses(Side small, Side large) {
        compare(subject(small, redemption(small, ", small")), subject(large, redemption(large, "")));
    }

    private static Scenario redemption(Side side, String suffix) {
        List<byte[]> challenges = side.world().widevine(32, 512, false);
        return new Scenarios(side.world(), side.large().rich(), challenges.size())
                .redemption("Widevine license, plain" + suffix, Drm.WIDEVINE, challenges);
    }

    private Subject subject(Side side, Scenario scenario) {
        return new Subject(
                side.server(),
                scenario,
                Plan.KEYSTORE_CONNECTIONS,
                plan.effort().seconds());
    }

    private void compare(Subject ofSmall, Subject ofLarge) {
        // The first rounds of each fill caches of pages and of compiled code.
        ofSmall.warmUp(plan.effort().warmUp() / WARM_UP_PART);
        ofLarge.warmUp(plan.effort().warmUp() / WARM_UP_PART);
        var small = new ArrayList<Speed>();
        var large = new ArrayList<Speed>();
        for (int i = 0; i < plan.effort().rounds(); i++) {
            small.add(ofSmall.flatOut().speed());
            large.add(ofLarge.flatOut().speed());
        }
        add("growth time", ofLarge.name(), small, large, speed -> 1e6 / speed.perSecond());
        add("growth CPU", ofLarge.name(), small, large, Speed::cpuMicros);
    }

    private void add(String group, String name, List<Speed> small, List<Speed> large, ToDoubleFunction<Speed> what) {
        Spread floor = Comparison.spread(small, what);
        book.add(Row.of(group, name + ", small", "µs/request", floor));
        book.add(Row.of(group, name, "µs/request", Comparison.spread(large, what))
                .over(name + ", small", floor)
                .atMost(MOST));
    }
}
