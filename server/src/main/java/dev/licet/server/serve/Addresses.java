package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.http.PublicUrls;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.config.ListenAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// How the service is reached. An address that is not configured has the number of an open port, so it is known
/// once the ports are open; a caller that asks earlier waits.
final class Addresses {
    private final Config config;
    private final CompletableFuture<OpenPorts> ports = new CompletableFuture<>();
    private final Map<Environment, URI> environments = new ConcurrentHashMap<>();

    Addresses(Config config) {
        this.config = config;
    }

    /// Throws [dev.licet.server.config.BadConfig] when a name to listen on does not resolve.
    static void requireResolvable(Config config) {
        eachHost(config, ListenAddress::checked);
    }

    /// Throws [dev.licet.server.config.BadConfig] when an address to listen on is another machine's.
    static void requireOurs(Config config) {
        eachHost(config, ListenAddress::requireOurs);
    }

    private static void eachHost(Config config, BiConsumer<Key, String> to) {
        to.accept(Key.HOST, config.host());
        if (config.admin().port().isPresent())
            to.accept(Key.ADMIN_HOST, config.admin().host());
        config.metrics().ifPresent(own -> to.accept(Key.METRICS_HOST, own.host()));
    }

    void opened(OpenPorts open) {
        ports.complete(open);
    }

    PublicUrls urls() {
        return new PublicUrls(environment -> environments.computeIfAbsent(environment, this::url));
    }

    private URI url(Environment environment) {
        return config.of(environment).url().orElseGet(() -> {
            int port = ports.join().port(environment);
            return here(config.isSecure(environment), ListenAddress.inUrl(Key.HOST, config.host()), port, "");
        });
    }

    /// Where the dashboard is, if there is one.
    Optional<URI> dashboard() {
        var admin = config.admin();
        return ports.join().dashboard().map(port -> admin.url()
                .orElseGet(() ->
                        here(admin.isSecure(), ListenAddress.inUrl(Key.ADMIN_HOST, admin.host()), port, "/admin")));
    }

    private static URI here(boolean secure, String host, int port, String path) {
        return URI.create((secure ? "https" : "http") + "://" + host + ":" + port + path);
    }
}
