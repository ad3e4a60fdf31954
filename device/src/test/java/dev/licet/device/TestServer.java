package dev.licet.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.SessionOpening;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A license server on the loopback interface: the real Widevine back end behind a few lines of HTTP, or any
/// answer that a test wants.
final class TestServer implements AutoCloseable, WidevineTrust, SealingKeys {
    static final String KID = "30313233343536373839616263646566";
    static final String KEY = "000102030405060708090a0b0c0d0e0f";
    static final Instant NOW = Instant.ofEpochSecond(1_795_208_400L);
    private static final SecureRandom RANDOM = new Repeatable(1);
    private static final RsaPrivateKey ROOT_KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final RsaPrivateKey MODEL_KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final RsaPrivateKey SERVICE_KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final WidevineIssuer ROOT = WidevineIssuer.root(ROOT_KEY, NOW, RANDOM);
    private static final WidevineIssuer SERVICE = ROOT.service("license.test.invalid", SERVICE_KEY, NOW, RANDOM);
    private static final SealingKey SEALING_KEY = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));
    private static final int UNSERVABLE = 400;
    private static final int FORBIDDEN = 403;

    /// An answer that is always the same.
    record Canned(int status, String body, String header, String value) {}

    /// What was asked.
    record Asked(String path, String query, String tokenHeader, byte[] body) {}

    final List<Asked> asked = new ArrayList<>();
    Canned canned;
    boolean persistent;
    private final HttpServer http;
    private final DrmSystem widevine = DrmSystems.widevine(
            WidevinePorts.embedded(this, this), WidevineOptions.STANDARD, InstantSource.fixed(NOW), RANDOM);
    private final List<String> released = new ArrayList<>();

    TestServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    String base() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    String tokenUrl() {
        return base() + "/hms/wv/rights/?ExpressPlayToken=AAtoken_-1";
    }

    /// What a server leaves for test devices.
    void writeFactory(Path data) throws IOException {
        var folder = Files.createDirectories(data.resolve("device-factory"));
        var model = ROOT.model(31337, MODEL_KEY, NOW, RANDOM);
        Files.write(folder.resolve("root.bin"), ROOT.certificate());
        Files.write(folder.resolve("model.bin"), model.certificate());
        String pem = MODEL_KEY.toPkcs8().expose(Base64.getMimeEncoder()::encodeToString);
        Files.writeString(
                folder.resolve("model-key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var uri = exchange.getRequestURI();
        asked.add(new Asked(
                uri.getPath(), uri.getRawQuery(), exchange.getRequestHeaders().getFirst("ExpressPlayToken"), body));
        if (canned != null) {
            if (canned.header() != null) exchange.getResponseHeaders().set(canned.header(), canned.value());
            send(exchange, canned.status(), canned.body().getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            redeem(exchange, widevine.classify(body, Optional.empty()));
        } catch (MalformedMessage malformed) {
            refuse(exchange, UNSERVABLE, "[-7008] " + malformed.getMessage(), -7008);
        }
    }

    private void redeem(HttpExchange exchange, Message message) throws IOException {
        switch (message) {
            case Message.Static same -> send(exchange, 200, same.answer().body());
            case Message.CertificateRequest certificate -> certificate(exchange, certificate);
            case Message.LicenseRequest first -> first(exchange, first.open(token(), NOW));
            case Message.SessionRequest later -> later(exchange, later.open(token(), NOW));
            case Message.Errand errand -> throw new IllegalStateException("there are no errands here");
        }
    }

    private void certificate(HttpExchange exchange, Message.CertificateRequest request) throws IOException {
        switch (request.answer(Optional.empty())) {
            case LicenseOutcome.Given(Answer answer, Device _) -> send(exchange, answer);
            case LicenseOutcome.Denied(Refused why) -> refuse(exchange, why);
            case LicenseOutcome.DeniedWith told -> throw new IllegalStateException("nobody makes licenses here");
            case LicenseOutcome.Broken(int status) -> throw new IllegalStateException("nobody ordered a fault");
        }
    }

    private void first(HttpExchange exchange, Opening opening) throws IOException {
        switch (opening) {
            case Opening.Ready ready -> send(exchange, ready.exchange().answer());
            case Opening.Reported reported -> send(exchange, reported.answer());
            case Opening.Denied denied -> refuse(exchange, denied.why());
            case Opening.Remote remote -> throw new IllegalStateException("no upstream is configured");
            case Opening.Paid paid -> throw new IllegalStateException("nobody makes licenses here");
        }
    }

    private void later(HttpExchange exchange, SessionOpening opening) throws IOException {
        switch (opening) {
            case SessionOpening.Ready ready -> {
                String session = HexFormat.of().formatHex(ready.session());
                if (released.contains(session)) {
                    refuse(exchange, FORBIDDEN, "[-4010] Invalid token", -4010);
                    return;
                }
                if (ready.kind() == SessionOpening.Kind.RELEASE) released.add(session);
                send(exchange, ready.exchange().answer());
            }
            case SessionOpening.Denied denied -> refuse(exchange, denied.why());
        }
    }

    private Token token() {
        var key = new KeyGrant(
                Optional.of(new KeyId(KID)), SecretBytes.parseHex(KEY), 2, Hdcp.V2_2, Optional.of(TrackType.HD));
        var rights = new Rights(
                List.of(key),
                Optional.empty(),
                Optional.of(Duration.ofDays(2)),
                Optional.of(Duration.ofHours(4)),
                Optional.empty(),
                persistent,
                List.of());
        return new Token(
                Environment.TEST,
                Drm.WIDEVINE,
                new AccountId(201722),
                new TokenId("00112233445566778899aabbccddeeff"),
                NOW,
                NOW.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, 200, answer.body());
    }

    private static void refuse(HttpExchange exchange, Refused why) throws IOException {
        refuse(exchange, FORBIDDEN, why.message(), why.why().code());
    }

    private static void refuse(HttpExchange exchange, int status, String message, int code) throws IOException {
        exchange.getResponseHeaders().set("X-Request-Id", "r-1");
        String json = "{\"code\":" + code + ",\"message\":\"" + message + "\",\"requestId\":\"r-1\"}";
        send(exchange, status, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    @Override
    public List<WidevineIdentity> identities() {
        return List.of(new WidevineIdentity(ROOT.certificate(), SERVICE.certificate(), SERVICE_KEY));
    }

    @Override
    public boolean isRevoked(byte[] serial) {
        return false;
    }

    @Override
    public OptionalInt highestLevel(long systemId) {
        return OptionalInt.empty();
    }

    @Override
    public SealingKey newest() {
        return SEALING_KEY;
    }

    @Override
    public Optional<SealingKey> find(int id) {
        return id == SEALING_KEY.id() ? Optional.of(SEALING_KEY) : Optional.empty();
    }
}
