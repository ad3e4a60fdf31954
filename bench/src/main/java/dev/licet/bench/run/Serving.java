package dev.licet.bench.run;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The service as an operator starts it, on ports that are free.
final class Serving {
    private Serving() {}

    static Child start(Plan plan, Path data) {
        return start(plan, data, List.of());
    }

    /// @param prefix what stands before the command
    static Child start(Plan plan, Path data, List<String> prefix) {
        return start(plan, data, prefix, List.of());
    }

    /// @param options what stands behind it
    static Child start(Plan plan, Path data, List<String> prefix, List<String> options) {
        int port = Child.freePort();
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                plan.repository().resolve("licet").toString(),
                "serve",
                "--data",
                data.toString(),
                "--test-port",
                Integer.toString(port),
                "--production-port",
                Integer.toString(Child.freePort()),
                "--admin-port",
                "0"));
        command.addAll(options);
        return Child.start(command, data.resolveSibling(data.getFileName() + ".log"), port, "/health/ready");
    }

    /// Makes a new installation.
    /// @return the authenticator that its first start prints
    static String install(Plan plan, Path data) {
        return install(plan, data, List.of());
    }

    /// @param options of the command
    static String install(Plan plan, Path data, List<String> options) {
        Folder.forget(data);
        try (var first = start(plan, data, List.of(), options)) {
            // It answers a moment before it greets.
            String greeting = first.printed("Licet is ready");
            var line = Pattern.compile("test +([0-9]+,[0-9a-f]{32})").matcher(greeting);
            if (!line.find()) throw new IllegalStateException("no demo account in: " + greeting);
            return line.group(1);
        }
    }

    static AccountId account(String authenticator) {
        return Authenticator.parse(authenticator).orElseThrow().account();
    }
}
