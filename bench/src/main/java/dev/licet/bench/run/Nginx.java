package dev.licet.bench.run;

import dev.licet.bench.load.Manner;
import dev.licet.bench.load.Requests;
import dev.licet.bench.report.Book;
import dev.licet.bench.run.Measurement.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Our listener beside nginx, which answers everything with as many bytes: over connections of ten requests
/// each, over TLS, and both. nginx is one process here, as our listener is, and does nothing else.
final class Nginx {
    private static final int BRIEF = 10;
    private static final int CLIENTS = 64;
    private static final String SETTINGS = """
            master_process off; daemon off; error_log %1$s/error.log; pid %1$s/pid;
            events { worker_connections 4096; }
            http {
              access_log off; keepalive_requests 1000000; client_body_temp_path %1$s; proxy_temp_path %1$s;
              fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s; ssl_certificate %1$s/tls.crt;
              ssl_certificate_key %1$s/tls.key; ssl_protocols TLSv1.3; ssl_session_tickets off; tcp_nodelay on;
              server {
                listen 127.0.0.1:%2$d; listen 127.0.0.1:%3$d ssl; default_type text/uri-list;
                location / { return 200 "%4$s"; }
              }
            }
            """;

    private final Plan plan;
    private final Book book;
    private final Path folder;
    private final byte[] request;

    /// @param request what is asked for again and again
    Nginx(Plan plan, Book book, byte[] request) {
        this.plan = plan;
        this.book = book;
        this.folder = plan.work().resolve("nginx");
        this.request = request;
    }

    /// Whether there is one, and what makes its certificate.
    static boolean isHere() {
        return !Host.output(List.of("nginx", "-v")).startsWith("!")
                && !Host.output(List.of("openssl", "version")).startsWith("!");
    }

    private Path certificate() {
        return folder.resolve("tls.crt");
    }

    private Path key() {
        return folder.resolve("tls.key");
    }

    private void makeCertificate() throws IOException {
        Files.createDirectories(folder);
        Host.output(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-keyout",
                key().toString(),
                "-out",
                certificate().toString()));
    }

    /// Measures both in turns.
    ///
    /// @param ours starts our listener, with those arguments more
    void run(Function<List<String>, Child> ours, int answerBytes) {
        try {
            makeCertificate();
            int secure = Child.freePort();
            var more = List.of(Integer.toString(secure), certificate().toString(), key().toString());
            int beside = Child.freePort();
            try (var listener = ours.apply(more);
                    var nginx = start(beside, answerBytes)) {
                measure(new Pair(listener, nginx), new Pair(listener.at(secure), nginx.at(beside)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Pair(Target ours, Target nginx) {}

    private Child start(int secure, int answerBytes) throws IOException {
        int port = Child.freePort();
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(
                settings, String.format(Locale.ROOT, SETTINGS, folder, port, secure, "a".repeat(answerBytes)));
        var command = List.of("nginx", "-p", folder.toString(), "-c", settings.toString());
        return Child.start(command, folder.resolve("nginx.log"), port, "/");
    }

    private void measure(Pair plain, Pair secure) {
        var brief = Manner.brief(BRIEF);
        var entries = new ArrayList<Entry>();
        entries.add(entry("connections of " + BRIEF + " requests", plain, brief, Optional.of(0.7)));
        entries.add(entry("TLS", secure, Manner.STAYING.overTls(), Optional.empty()));
        entries.add(entry("TLS, connections of " + BRIEF + " requests", secure, brief.overTls(), Optional.empty()));
        new Measurement(plan.effort(), book).run("HTTP beside nginx", entries);
    }

    private Entry entry(String words, Pair pair, Manner manner, Optional<Double> rate) {
        Subject floor =
                subject(pair.nginx(), "nginx, " + words, manner, plan.effort().floorSeconds());
        var beside = Comparison.over(
                new Floor(floor.name(), () -> floor.warmUp(plan.effort().floorSeconds()), () -> floor.flatOut()
                        .speed()));
        Subject ours = subject(
                pair.ours(), "our listener, " + words, manner, plan.effort().seconds());
        return new Entry(ours, rate.map(beside::atLeast).orElse(beside), beside);
    }

    private Subject subject(Target target, String name, Manner manner, double seconds) {
        var scenario = new Scenario(name, count -> Requests.always(request), manner);
        return new Subject(target, scenario, CLIENTS, seconds);
    }
}
