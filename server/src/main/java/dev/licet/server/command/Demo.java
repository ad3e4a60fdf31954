package dev.licet.server.command;

import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.first.Greeting;
import dev.licet.server.serve.Logs;
import dev.licet.server.serve.Service;
import dev.licet.storage.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet demo`: the service in a scratch directory, on free ports of this machine alone.
@Command(
        name = "demo",
        description = "Run the service on a database that is thrown away, and say the address of a page that plays an"
                + " encrypted film and shows its records as they come.")
final class Demo implements Callable<Integer> {
    private final Setting setting;

    @Option(names = "--admin-port", paramLabel = "N", description = "The port of the page; any free one if not said.")
    private String adminPort = "0";

    @Mixin
    private HelpOption help;

    Demo(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Path scratch = scratch();
        Config config = config(scratch);
        Logs.start(config.log());
        MasterKey key = MasterKey.inFile(config.masterKeyFile(), setting.random());
        var service = Service.start(config, key, setting.clock(), setting.random());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, scratch), "licet-stop"));
        say(service, config);
        service.loss().get();
        return ExitCode.FAILED.number();
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("licet-demo");
        } catch (IOException failure) {
            throw Complaint.failed("cannot make a scratch directory: " + failure.getMessage());
        }
    }

    private Config config(Path scratch) {
        var said = new EnumMap<Key, String>(Key.class);
        said.put(Key.HOST, "127.0.0.1");
        said.put(Key.DATA, scratch.toString());
        for (Key port : List.of(Key.TEST_PORT, Key.PRODUCTION_PORT)) said.put(port, "0");
        said.put(Key.ADMIN_PORT, adminPort);
        said.put(Key.LOG_LEVEL, "warning");
        return Config.read(Optional.empty(), said);
    }

    private void say(Service service, Config config) {
        setting.out().println("""
                Open this address in a browser; it signs you in and plays an encrypted film:

                  %s

                Everything here is thrown away when it stops (Ctrl-C).
                """.formatted(service.demonstrate()));
        service.demo().ifPresent(demo -> setting.out()
                .print(new Greeting(demo, service.urls(), config.data(), setting.random()).text(setting.program())));
        setting.out().println("Licet is ready.");
        setting.out().flush();
    }

    private static void stop(Service service, Path scratch) {
        service.close();
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        } catch (IOException leftover) {
            System.getLogger(Demo.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot remove " + scratch + ": " + leftover.getMessage());
        }
        Runtime.getRuntime().halt(ExitCode.DONE.number());
    }
}
