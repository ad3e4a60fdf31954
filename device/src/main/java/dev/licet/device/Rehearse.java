package dev.licet.device;

import dev.licet.crypto.Authorities;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final Setting setting;

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server;

    @Option(names = "--authenticator", required = true, paramLabel = "TEXT")
    private String authenticator;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data directory of the server.")
    private Path data;

    @Option(names = "--times", defaultValue = "2000", paramLabel = "N", description = "Tokens of each kind (2000).")
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
        var work = new ArrayList<Future<Integer>>();
        try (var players = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) work.add(players.submit(() -> some(played, role, next)));
            int licenses = 0;
            for (Future<Integer> one : work) licenses += one.get();
            return licenses;
        } catch (InterruptedException | ExecutionException broken) {
            throw new Complaint(ExitCode.UNUSABLE, "the rehearsal broke off: " + broken.getMessage());
        }
    }

    /// @return how many licenses came
    private int some(RehearsedServer played, RehearsedRole role, AtomicInteger next) throws Complaint {
        int licenses = 0;
        for (int n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
            URI token = played.token(role);
            for (byte[] challenge : role.challenges(n)) {
                played.post(token, role.mediaType(), challenge);
                licenses++;
            }
        }
        return licenses;
    }
}
