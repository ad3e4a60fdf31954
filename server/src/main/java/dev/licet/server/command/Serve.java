package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.server.config.Config;
import dev.licet.server.config.ConfigLine;
import dev.licet.server.config.Key;
import dev.licet.server.first.Greeting;
import dev.licet.server.serve.Logs;
import dev.licet.server.serve.Preflight;
import dev.licet.server.serve.Service;
import dev.licet.storage.MasterKey;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet serve`.
@Command(name = "serve", description = "Run the service until it is told to stop (SIGTERM or Ctrl-C).")
final class Serve implements Callable<Integer> {
    private static final System.Logger LOGGER = System.getLogger(Serve.class.getName());

    private final Setting setting;

    @Mixin
    private final DataOptions data;

    @Option(
            names = "--test-port",
            paramLabel = "N",
            description = "The port of the test environment; 8080 if not said.")
    private String testPort;

    @Option(
            names = "--production-port",
            paramLabel = "N",
            description = "The port of the production environment; 8081 if not said.")
    private String productionPort;

    @Option(
            names = "--admin-port",
            paramLabel = "N|off",
            description = "The port of the dashboard, on this machine alone; 8082 if not said.")
    private String adminPort;

    @Option(names = "--no-demo", description = "Make no demo account where there is no account yet.")
    private boolean noDemo;

    @Mixin
    private HelpOption help;

    Serve(Setting setting) {
        this.setting = setting;
        this.data = new DataOptions(setting.environment());
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Config config = data.config(commandLine());
        Logs.start(config.log());
        sayStart();
        Preflight.require(config);
        new LostDatabase(config).refuse();
        MasterKey key = new MasterKeys(config, setting).present(config.startUp());
        var service = Service.start(config, key, setting.clock(), setting.random());
        // The JVM would end with 143 after SIGTERM, although a graceful stop is a success.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "licet-stop"));
        greet(service, config);
        LOGGER.log(Level.INFO, "ready: {0}", addresses(service));
        return ended(service, config, service.loss().get());
    }

    /// Reached only when the database is lost; a normal stop ends the process in the hook above.
    private int ended(Service service, Config config, String loss) {
        new LostDatabase(config).leaveNote(loss);
        setting.err()
                .println("licet: " + loss + " while the service was running; it ends without another write."
                        + " Put the files back from a backup (licet restore) and start again.");
        setting.err().flush();
        service.abandon();
        Runtime.getRuntime().halt(ExitCode.NO_DATA.number());
        return ExitCode.NO_DATA.number();
    }

    private Map<Key, String> commandLine() {
        var said = new EnumMap<Key, String>(Key.class);
        if (testPort != null) said.put(Key.TEST_PORT, testPort);
        if (productionPort != null) said.put(Key.PRODUCTION_PORT, productionPort);
        if (adminPort != null) said.put(Key.ADMIN_PORT, adminPort);
        if (noDemo) said.put(Key.DEMO, "false");
        return said;
    }

    private void sayStart() {
        String version = Serve.class.getModule().getDescriptor().rawVersion().orElse("of the tests");
        LOGGER.log(
                Level.INFO,
                "Licet {0} starts: process {1}, Java {2}",
                version,
                Long.toString(ProcessHandle.current().pid()),
                Runtime.version());
        String said = ConfigLine.all(data.configured(), data.overrides(commandLine())).stream()
                .filter(line -> line.origin() != ConfigLine.Origin.DEFAULT)
                .map(line -> line.key().text() + " = " + line.value())
                .collect(Collectors.joining(", "));
        LOGGER.log(Level.INFO, "configuration that is not the default: {0}", said.isEmpty() ? "none" : said);
    }

    private static void stop(Service service) {
        LOGGER.log(Level.INFO, "told to stop (SIGTERM, SIGINT or SIGHUP): what is in work is finished");
        service.close();
        LOGGER.log(Level.INFO, "stopped");
        Runtime.getRuntime().halt(ExitCode.DONE.number());
    }

    private void greet(Service service, Config config) {
        service.demo()
                .ifPresentOrElse(
                        demo -> setting.out()
                                .print(new Greeting(demo, service.urls(), config.data(), setting.random())
                                        .text(setting.program())),
                        () -> sayHowToSignIn(service));
        setting.out().println("Licet is ready: " + addresses(service));
        setting.out().flush();
    }

    /// Nobody can sign in to a dashboard that has no user yet. A greeting says so by itself.
    private void sayHowToSignIn(Service service) {
        if (service.dashboard().isEmpty() || service.hasUsers()) return;
        setting.out().println("The dashboard has no user yet. Make one (it prints the password):");
        setting.out().println();
        setting.out().println("  " + setting.program() + " admin user create --name NAME" + data.repeated());
        setting.out().println();
    }

    private static String addresses(Service service) {
        return "test " + service.urls().of(Environment.TEST) + ", production "
                + service.urls().of(Environment.PRODUCTION)
                + service.dashboard().map(url -> ", dashboard " + url).orElse("");
    }
}
