package dev.licet.bench.timing;

import dev.licet.bench.micro.Installation;
import dev.licet.bench.run.World;
import dev.licet.crypto.Rsa;
import dev.licet.domain.Drm;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Prints a table of all places where time could tell a secret. `bench/run` describes the arguments.
public final class Timing {
    /// What has Java do RSA alone.
    private static final String JDK = "--jdk";

    private static final int MOST = 1_000_000;
    private static final int SECONDS = 20;
    private static final double LIMIT = 4.5;

    private final Race race;
    private final String only;

    private Timing(Race race, String only) {
        this.race = race;
        this.only = only;
    }

    /// @param work    a folder for a database
    /// @param options after the word `timing`
    public static void run(String work, List<String> options) throws Exception {
        System.setProperty(Installation.WORK, work);
        if (options.contains(JDK)) System.setProperty("licet.crypto.native", "false");
        int seconds = options.stream()
                .filter(word -> word.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .findFirst()
                .orElse(SECONDS);
        String only = options.stream()
                .filter(word -> word.matches("[A-Za-z].*"))
                .findFirst()
                .orElse("");
        System.out.println("RSA by " + Rsa.engine() + ", at most " + MOST + " times of " + seconds + " s for a row\n");
        System.out.println("| place | classes | times | medians, ns | t |\n|---|---|---|---|---|");
        new Timing(new Race(MOST, Duration.ofSeconds(seconds)), only).measure();
    }

    private void measure() throws Exception {
        var installation = new Installation();
        installation.open();
        try {
            for (Question<?> question : questions(installation)) {
                if ((question.place() + question.other()).contains(only)) print(question, race.run(question));
            }
        } finally {
            installation.close();
        }
    }

    private static List<Question<?>> questions(Installation installation) {
        World world = installation.world();
        var all = new ArrayList<Question<?>>(new Controls().questions());
        all.addAll(new Signatures().questions());
        all.addAll(
                new Tokens(world.sealer(), () -> world.sealedToken(Drm.WIDEVINE), () -> world.sealedToken(Drm.FAIRPLAY))
                        .questions());
        all.addAll(new Doors(installation.database(), installation.authenticator()).questions());
        Stream.of(
                        new SealedKeys(Rsa.Oaep.SHA1, 1024),
                        new SealedKeys(Rsa.Oaep.SHA1, 2048),
                        new SealedKeys(Rsa.Oaep.SHA256, 2048))
                .forEach(keys -> all.addAll(keys.questions()));
        all.addAll(challenges(installation).questions());
        return all;
    }

    private static Challenges challenges(Installation installation) {
        var database = installation.database();
        var widevine = DrmSystems.widevine(
                WidevinePorts.embedded(database.widevineTrust(), database.sealingKeys()),
                WidevineOptions.STANDARD,
                installation.clock(),
                Bytes.RANDOM);
        var fairPlay = DrmSystems.fairPlay(
                database.fairPlayCredentials(), Optional.empty(), installation.clock(), Bytes.RANDOM);
        return new Challenges(installation.world(), fairPlay, widevine);
    }

    private static void print(Question<?> question, Times times) {
        double t = times.worst();
        String number = String.format(Locale.ROOT, Math.abs(t) < LIMIT ? "%.1f" : "**%.1f**", t);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s, %s | %,d | %,.0f, %,.0f | %s |%n",
                question.place(),
                question.one(),
                question.other(),
                times.count(),
                times.median(false),
                times.median(true),
                number);
    }
}
