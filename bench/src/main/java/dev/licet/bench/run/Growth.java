package dev.licet.bench.run;

import dev.licet.bench.load.Load;
import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.domain.Drm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// The hot paths on a small installation and on a large one. Both services run at the same time and their rounds take
/// turns, so that whatever else the machine does meets both.
public final class Growth {
    private static final int DIFFERENT = 20_000;
    private static final double MOST = 1.3;

    private final Plan plan;
    private final Book book;

    public Growth(Plan plan, Book book) {
        this.plan = plan.forKeystore();
        this.book = book;
    }

    /// One installation and what is asked of it.
    private record Side(Town town, Child server, World world) {
        static Side open(Plan plan, Town town) {
            town.warm();
            var world = new World(town.data(), Serving.account(town.rich()));
            return new Side(town, Serving.start(plan, town.data()), world);
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
    public void run() {
        var small = Side.open(plan, Town.of(plan, Size.SMALL));
        var large = Side.open(plan, Town.of(plan, plan.growth()));
        try {
            compare(
                    "getrecord by cookie",
                    small,
                    large,
                    side -> records(side, () -> "cookie=" + side.town().anyCookie()));
            compare(
                    "getrecord by id",
                    small,
                    large,
                    side -> records(side, () -> "id=" + side.town().anyEvent()));
            compare(
                    "getrecord by window",
                    small,
                    large,
                    side -> records(side, () -> "length=32&start=" + side.town().anyPlace()));
            compare("getrecord, the latest", small, large, side -> records(side, () -> ""));
            compare("key store, read a value", small, large, Growth::keys);
            compare(
                    "token, kek and kid",
                    small,
                    large,
                    side -> tokens(
                            side,
                            side.town()::rich,
                            () -> "&kek=" + World.KEK + "&kid=" + side.town().anyKid()));
            compare(
                    "token, any account",
                    small,
                    large,
                    side -> tokens(
                            side, side.town()::anyOwner, () -> "&contentKey=" + World.KEY + "&kid=" + World.KID));
            licenses(small, large);
        } finally {
            small.close();
            large.close();
        }
    }

    private static List<byte[]> records(Side side, Supplier<String> which) {
        return many(() -> Requests.get(
                "/cmiapi/getrecord/?customerAuthenticator=" + side.town().rich() + "&" + which.get()));
    }

    private static List<byte[]> keys(Side side) {
        return many(() -> Requests.get("/keystore/keys/" + side.town().anyKid() + "/value?kek=" + World.KEK
                + "&customerAuthenticator=" + side.town().rich()));
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
        compare(name, () -> round(small, fromSmall), () -> round(large, fromLarge));
    }

    /// Each license needs a token of its own.
    private void licenses(Side small, Side large) {
        List<byte[]> ofSmall = small.world().widevine(32, 512, false);
        List<byte[]> ofLarge = large.world().widevine(32, 512, false);
        compare(
                "Widevine license, plain",
                () -> round(small, redemptions(small, ofSmall)),
                () -> round(large, redemptions(large, ofLarge)));
    }

    private Requests redemptions(Side side, List<byte[]> challenges) {
        return new Scenarios(side.world(), side.town().rich(), challenges.size())
                .redemption("", Drm.WIDEVINE, challenges)
                .prepare()
                .apply((int) (12_000 * plan.seconds()));
    }

    /// What a request took: of time while 32 ask at once, and of the processor.
    private record Cost(double micros, double cpuMicros) {}

    private void compare(String name, Supplier<Cost> ofSmall, Supplier<Cost> ofLarge) {
        // The first round of each fills caches of pages and of compiled code.
        ofSmall.get();
        ofLarge.get();
        var small = new ArrayList<Cost>();
        var large = new ArrayList<Cost>();
        for (int i = 0; i < plan.rounds(); i++) {
            small.add(ofSmall.get());
            large.add(ofLarge.get());
        }
        add("growth time", name, small, large, Cost::micros);
        add("growth CPU", name, small, large, Cost::cpuMicros);
    }

    private void add(String group, String name, List<Cost> small, List<Cost> large, ToDoubleFunction<Cost> what) {
        var floor = spread(small, what);
        book.add(Row.of(group, name + ", small", "µs/request", floor));
        book.add(Row.of(group, name, "µs/request", spread(large, what))
                .over(name + ", small", floor.median())
                .atMost(MOST));
    }

    private static Spread spread(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return Spread.of(costs.stream().mapToDouble(what).boxed().toList());
    }

    private Cost round(Side side, Requests requests) {
        System.gc();
        try (var load = new Load(side.server().port(), plan.connections())) {
            double before = side.server().cpuSeconds();
            var result = load.flatOut(requests, plan.seconds());
            double cpu = side.server().cpuSeconds() - before;
            if (result.good() < result.answered()) {
                throw new IllegalStateException(
                        "not all were 200: " + result.firstBad().orElse("no answer"));
            }
            return new Cost(1e6 / result.rate(), cpu * 1e6 / result.good());
        }
    }
}
