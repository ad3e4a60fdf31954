package dev.licet.device;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet token`.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks a server for a license token and prints the URL for the player.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a token was issued",
            "2:the command line or a file it names is at fault",
            "3:the server refused",
            "4:no answer, or one that is no URL"
        })
final class AskToken implements Callable<Integer> {
    private static final int STATUS_OK = 200;

    private final Setting setting;

    @Option(names = "--system", required = true, paramLabel = "SYSTEM", description = "${COMPLETION-CANDIDATES}")
    private PlayedSystem system;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "E.g. http://localhost:8080")
    private String server;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private AuthenticatorFlags secret;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Parameter of the token request, e.g. securityLevel=1; may be repeated.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many tokens to ask for, one after the other; the last is printed (default: 1).")
    private int times;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private TrustFlags trust = new TrustFlags();

    AskToken(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws Complaint {
        if (times < 1) throw new Complaint(ExitCode.USAGE, "--times must be at least 1");
        byte[] form = form().getBytes(StandardCharsets.US_ASCII);
        try (var http = new Http(trust.read())) {
            var reply = ask(http, form);
            for (int i = 1; i < times && reply.status() == STATUS_OK; i++) reply = ask(http, form);
            reply.header("Licet-Lint").ifPresent(lint -> setting.err().println("note: " + lint));
            return reply.status() == STATUS_OK ? issued(reply) : failed(Refusals.read(reply));
        }
    }

    private Http.Reply ask(Http http, byte[] form) throws Complaint {
        return http.post(url(), Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    }

    private URI url() throws Complaint {
        String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        return TokenUrl.parse(base + "/hms/" + system.path() + "/token").url();
    }

    /// In a form, so that the authenticator stays out of URLs and the logs they end up in.
    private String form() throws Complaint {
        var form = new StringBuilder();
        append(form, "customerAuthenticator", secret.read());
        append(form, "errorFormat", "json");
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) throw new Complaint(ExitCode.USAGE, "--param must be name=value");
            append(form, parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return form.toString();
    }

    private static void append(StringBuilder form, String name, String value) {
        if (!form.isEmpty()) form.append('&');
        form.append(URLEncoder.encode(name, StandardCharsets.UTF_8));
        form.append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private int issued(Http.Reply reply) {
        String url = new String(reply.body(), StandardCharsets.UTF_8).strip();
        if (system == PlayedSystem.PLAYREADY) url = IssuedJson.url(url);
        if (!url.contains("ExpressPlayToken=")) return failed(new Outcome.Unusable("the answer is no token URL"));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("outcome", "issued");
        fields.put("url", url);
        if (json) Printout.json(setting.out(), fields);
        else setting.out().println(url);
        return ExitCode.DONE.number();
    }

    private int failed(Outcome outcome) {
        if (json) Printout.json(setting.out(), outcome);
        else Printout.text(setting.out(), outcome);
        return outcome.exitCode().number();
    }
}
