package dev.licet.device;

import dev.licet.crypto.Authorities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet device rehearse`: what storefronts and players of all systems do, many times over, while the JVM of the
/// server notes what is called how often (decision 008). Each license has a new token, because that is the common
/// case: for a token that was redeemed before, nothing is charged.
@Command(
        name = "rehearse",
        hidden = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Has players of all systems redeem new tokens, several at once. For a server that is thrown away.")
final class Rehearse implements Callable<Integer> {
    private static final int AT_ONCE = 16;
    /// For each kind, so that nobody waits long for a first start where the processor is slow or busy.
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final Setting setting;

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server;

    @Option(names = "--authenticator", required = true, paramLabel = "TEXT")
    private String authenticator;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data directory of the server.")
    private Path data;

    @Option(
            names = "--times",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Tokens of each kind (2000), at most.")
    private int times;

    Rehearse(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws Complaint {
        try (var http = new Http(Authorities.USUAL)) {
            var played = new RehearsedServer(http, server, authenticator);
            int licenses = 0;
            for (var role : new RehearsedRoles(setting, data, played).all()) licenses += all(played, role);
            setting.out().println(licenses + " licenses");
            return ExitCode.DONE.number();
        }
    }

    private int all(RehearsedServer played, RehearsedRole role) throws Complaint {
        var next = new AtomicInteger();
        Instant until = setting.clock().instant().plus(LONGEST);
        var work = new ArrayList<Future<Integer>>();
        try (var players = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++)
                work.add(
                        players.submit(() -> some(played, role, () -> inTime(until) ? next.getAndIncrement() : times)));
            int licenses = 0;
            for (Future<Integer> one : work) licenses += one.get();
            return licenses;
        } catch (InterruptedException | ExecutionException broken) {
            throw new Complaint(ExitCode.UNUSABLE, "the rehearsal broke off: " + broken.getMessage());
        }
    }

    private boolean inTime(Instant until) {
        return setting.clock().instant().isBefore(until);
    }

    /// @param next which token is next; as many as are wanted, when there are no more
    /// @return     how many licenses came
    private int some(RehearsedServer played, RehearsedRole role, IntSupplier next) throws Complaint {
        int licenses = 0;
        for (int n = next.getAsInt(); n < times; n = next.getAsInt()) {
            URI token = played.token(role);
            for (byte[] challenge : role.challenges(n)) {
                played.post(token, role.mediaType(), challenge);
                licenses++;
            }
        }
        return licenses;
    }
}
