package dev.licet.server.config;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of the configuration file, each with what holds when it is absent.
public enum Key {
    /// The address both ports are bound to.
    HOST("host", "127.0.0.1"),
    /// The directory of the database.
    DATA("data", "data"),
    /// The JDBC URL of a PostgreSQL database; empty for the embedded one.
    DATABASE_URL("database.url", ""),
    /// The role there.
    DATABASE_USER("database.user", "licet"),
    /// The file whose first line is the role's password; empty for none.
    DATABASE_PASSWORD_FILE("database.password-file", ""),
    /// How long a service that starts waits for the database to answer; `0s` for not at all.
    DATABASE_WAIT("database.wait", "60s"),
    /// The file of the master key; empty for `master.key` in the data directory.
    MASTER_KEY_FILE("master-key.file", ""),
    /// The PKCS#11 library that wraps the master key; empty for none.
    MASTER_KEY_PKCS11_LIBRARY("master-key.pkcs11.library", ""),
    /// Which of its slots, counted from 0.
    MASTER_KEY_PKCS11_SLOT("master-key.pkcs11.slot", "0"),
    /// The name of the AES key in the slot's token.
    MASTER_KEY_PKCS11_LABEL("master-key.pkcs11.label", "licet"),
    /// The file of the PIN that opens the token.
    MASTER_KEY_PKCS11_PIN_FILE("master-key.pkcs11.pin-file", ""),
    /// The port of the test environment; 0 for any free one.
    TEST_PORT("test.port", "8080"),
    /// How players reach the test environment; empty for `http://localhost` and the port.
    TEST_URL("test.url", ""),
    /// Host names in this domain mean the test environment on either port; empty for none.
    TEST_DOMAIN("test.domain", ""),
    /// The PEM file of the test port's certificates; empty for plain HTTP.
    TEST_TLS_CERTIFICATE("test.tls.certificate", ""),
    /// The PEM file of its private key.
    TEST_TLS_KEY("test.tls.key", ""),
    /// The PEM file of the authorities whose certificates servers must show there; empty for none.
    TEST_TLS_CLIENTS("test.tls.client-authorities", ""),
    /// As for the test environment.
    PRODUCTION_PORT("production.port", "8081"),
    /// As for the test environment.
    PRODUCTION_URL("production.url", ""),
    /// As for the test environment.
    PRODUCTION_DOMAIN("production.domain", ""),
    /// As for the test environment.
    PRODUCTION_TLS_CERTIFICATE("production.tls.certificate", ""),
    /// As for the test environment.
    PRODUCTION_TLS_KEY("production.tls.key", ""),
    /// As for the test environment.
    PRODUCTION_TLS_CLIENTS("production.tls.client-authorities", ""),
    /// The addresses of proxies that may say for whom they ask.
    PROXIES("proxies", ""),
    /// For all of the request line and headers.
    DEADLINE_HEAD("deadline.head", "10s"),
    /// For all of the body.
    DEADLINE_BODY("deadline.body", "10s"),
    /// For a client to take one answer.
    DEADLINE_WRITE("deadline.write", "10s"),
    /// Between requests.
    DEADLINE_IDLE("deadline.idle", "75s"),
    /// For the first byte of the first request on a new connection.
    DEADLINE_FIRST("deadline.first", "10s"),
    /// How long a node that is told to stop goes on answering after it has said that it is not ready.
    DRAIN_DELAY("drain.delay", "0s"),
    /// Bytes of the request line.
    LIMIT_REQUEST_LINE("limit.request-line", "8192"),
    /// Bytes of all header fields.
    LIMIT_HEADERS("limit.headers", "16384"),
    /// Number of header fields.
    LIMIT_HEADER_FIELDS("limit.header-fields", "64"),
    /// Bytes of the body.
    LIMIT_BODY("limit.body", "65536"),
    /// Open connections per port.
    LIMIT_CONNECTIONS("limit.connections", "4096"),
    /// Those of them from one address.
    LIMIT_CONNECTIONS_PER_ADDRESS("limit.connections-per-address", "64"),
    /// Requests in work on both ports.
    LIMIT_REQUESTS("limit.requests", "4096"),
    /// Streams of records open on both ports.
    LIMIT_STREAMS("limit.streams", "256"),
    /// Changes of the key storage in work on both ports.
    LIMIT_KEYSTORE("limit.keystore", "32"),
    /// The longest time that one device waits for another Widevine license server.
    UPSTREAM_BUDGET("upstream.budget", "2s"),
    /// How much of one of the two attempts may go into connecting.
    UPSTREAM_CONNECT("upstream.connect", "0.5s"),
    /// Requests that wait for one upstream at once.
    UPSTREAM_AT_ONCE("upstream.at-once", "256"),
    /// Requests in a row without an answer, after which an upstream is left alone.
    UPSTREAM_FAILURES("upstream.failures", "5"),
    /// For how long it is left alone.
    UPSTREAM_PAUSE("upstream.pause", "5s"),
    /// The certificate that is shown to other servers which ask for one, PEM; empty for none.
    UPSTREAM_TLS_CERTIFICATE("upstream.tls.certificate", ""),
    /// Its private key, PEM.
    UPSTREAM_TLS_KEY("upstream.tls.key", ""),
    /// Whether the embedded Widevine back end serves in production too.
    WIDEVINE_EMBEDDED_IN_PRODUCTION("widevine.embedded-in-production", "false"),
    /// Whether Clear Key, which protects nothing, is there in production too.
    CLEARKEY_IN_PRODUCTION("clearkey.in-production", "false"),
    /// The file with what an SDK says about FairPlay SPCs of version 3; empty to refuse those.
    FAIRPLAY_V3_TRANSPORT_FILE("fairplay.v3-transport-file", ""),
    /// The folder of plug-ins; empty for `plugins` in the data directory.
    PLUGINS("plugins", ""),
    /// The address that the dashboard is bound to.
    ADMIN_HOST("admin.host", "127.0.0.1"),
    /// The port of the dashboard; 0 for any free one; `off` for none.
    ADMIN_PORT("admin.port", "8082"),
    /// How browsers reach the dashboard; empty for `http://localhost` and the port.
    ADMIN_URL("admin.url", ""),
    /// The PEM file of the dashboard's certificates; empty for plain HTTP.
    ADMIN_TLS_CERTIFICATE("admin.tls.certificate", ""),
    /// The PEM file of its private key.
    ADMIN_TLS_KEY("admin.tls.key", ""),
    /// Who else says who somebody is: the issuer of an OpenID Connect provider; empty for none.
    ADMIN_OPENID_ISSUER("admin.openid.issuer", ""),
    /// Our name there.
    ADMIN_OPENID_CLIENT_ID("admin.openid.client-id", "licet"),
    /// The file whose first line is our secret there; empty for a public client.
    ADMIN_OPENID_CLIENT_SECRET_FILE("admin.openid.client-secret-file", ""),
    /// Which claim is the name of a user of the dashboard.
    ADMIN_OPENID_USER_CLAIM("admin.openid.user-claim", "email"),
    /// The address that the port of the metrics is bound to.
    METRICS_HOST("metrics.host", "127.0.0.1"),
    /// The port of the metrics; 0 for any free one; empty for the dashboard's.
    METRICS_PORT("metrics.port", ""),
    /// The address of a collector of spans, OTLP over HTTP; empty for none.
    TRACING_ENDPOINT("tracing.endpoint", ""),
    /// How many of a hundred requests are kept whose caller does not say.
    TRACING_PERCENT("tracing.percent", "100"),
    /// Whether a start without any account makes one for trying things out, in the test environment alone.
    DEMO("demo", "true"),
    /// A file with certificates of private authorities, which all clients of the service believe; empty for
    /// none.
    TLS_CA_FILE("tls.ca-file", ""),
    /// How many days of records are kept, such as `400d`; empty for all.
    RECORDS_KEEP("records.keep", ""),
    /// What is logged: `error`, `warning`, `info` or `debug`.
    LOG_LEVEL("log.level", "info"),
    /// What a line of it looks like: `text` or `json`.
    LOG_FORMAT("log.format", "text"),
    /// Whether each answer leaves a line.
    LOG_ACCESS("log.access", "false");

    private final String name;
    private final String fallback;

    Key(String name, String fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    /// As in the file.
    public String text() {
        return name;
    }

    /// The value when it is absent.
    public String fallback() {
        return fallback;
    }

    /// The environment variable that takes the place of the file's line, e.g. `LICET_TEST_PORT` for
    /// `test.port`.
    public String variable() {
        return "LICET_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// What the environment variables say; those that are no key of ours are somebody else's.
    public static Map<Key, String> inEnvironment(Map<String, String> environment) {
        var said = new EnumMap<Key, String>(Key.class);
        for (Key key : values()) {
            String text = environment.get(key.variable());
            if (text != null) said.put(key, text.strip());
        }
        return said;
    }

    /// The key with that name.
    static Optional<Key> named(String name) {
        return Stream.of(values()).filter(key -> key.name.equals(name)).findFirst();
    }
}
