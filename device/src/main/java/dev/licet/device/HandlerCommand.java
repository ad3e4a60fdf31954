package dev.licet.device;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.playready.TestHandler;
import dev.licet.device.playready.TestHandlerPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet device handler`.
@Command(
        name = "handler",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a license maker for simulated PlayReady clients, until it is stopped.",
            "It follows the handler contract and gives no PlayReady license."
        })
final class HandlerCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 32;

    private final Setting setting;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8090",
            description = "Port on loopback (default: 8090).")
    private int port;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            defaultValue = "test",
            description = "Whose grants are taken: test (default) or production.")
    private String environment;

    @Option(
            names = "--secret-file",
            required = true,
            paramLabel = "FILE",
            description = "File with one or two shared secrets, a line each: a name, a colon, base64url of 32 bytes.")
    private Path file;

    HandlerCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws Complaint {
        var handler = new TestHandler(environment, secrets(), setting.clock(), setting.random());
        try (var open = TestHandlerPort.open(port, handler)) {
            setting.out().println("test handler at " + open.url());
            setting.out().flush();
            new CountDownLatch(1).await();
        } catch (IOException taken) {
            throw new Complaint(ExitCode.USAGE, "cannot listen on port " + port + ": " + taken.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE.number();
    }

    private Map<String, SecretBytes> secrets() throws Complaint {
        var secrets = new LinkedHashMap<String, SecretBytes>();
        try {
            for (String line : Files.readAllLines(file)) if (!line.isBlank()) add(line, secrets);
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "cannot read " + file);
        } catch (IllegalArgumentException malformed) {
            throw new Complaint(ExitCode.USAGE, file + " must have lines of a name, a colon and base64url of 32 bytes");
        }
        if (secrets.isEmpty()) throw new Complaint(ExitCode.USAGE, file + " has no secret");
        return secrets;
    }

    private static void add(String line, Map<String, SecretBytes> secrets) {
        int colon = line.indexOf(':');
        byte[] key = Base64.getUrlDecoder().decode(line.substring(colon + 1).strip());
        if (colon < 1 || key.length != KEY_BYTES) throw new IllegalArgumentException("no secret");
        secrets.put(line.substring(0, colon).strip(), SecretBytes.taking(key));
    }
}
