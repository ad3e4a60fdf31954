package dev.licet.server.e2e;

import dev.licet.domain.Environment;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A service in a process of its own, to be killed. Prints the address of its test environment.
final class RunningNode {
    private RunningNode() {}

    /// @param arguments the data directory
    public static void main(String[] arguments) throws InterruptedException {
        try (var service = RunningService.start(Path.of(arguments[0]))) {
            System.out.println(service.url(Environment.TEST, ""));
            new CountDownLatch(1).await();
        }
    }
}
