import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two sides of `test/lanes` and of `test/encoders`, each a process of its own: one that measures tokens or licenses, and
/// one that keeps the service busy with what should stand back for them.
public final class Lanes {
    private static final int RATE = 50;
    private static final int SIGN_INS = Integer.getInteger("sign-ins", 200);
    private static final int UPLOADS = Integer.getInteger("uploads", 8);
    private static final int READERS = Integer.getInteger("readers", 300);
    private static final int CROWD = Integer.getInteger("crowd", 1_000);
    private static final int ENCODERS = Integer.getInteger("encoders", 64);
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String[] TRACKS = {
        "SD", "HD1", "HD2", "UHD1", "UHD2", "STEREO_AUDIO", "MULTICHANNEL_AUDIO_3_6", "MULTICHANNEL_AUDIO_7"
    };
    private static final String[] SYSTEMS = {
        "edef8ba9-79d6-4ace-a3c8-27dcd51d21ed", "9a04f079-9840-4286-ab92-e65be0885f95", "94ce86fb-07ff-4f43-adb8-93d2fa968ca2"
    };
    private static final Pattern FORM = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private Lanes() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "fill" -> fill(arguments[1], arguments[2]);
            case "measure" -> measure(arguments[1], arguments[2], Integer.parseInt(arguments[3]), arguments[4]);
            case "redeem" -> redeem(arguments[1], arguments[2], Integer.parseInt(arguments[3]), arguments[4]);
            case "encode" -> encode(arguments[1], arguments[2]);
            case "crowd" -> crowd(arguments[1], arguments[2]);
            case "load" -> load(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static String order(String authenticator) {
        return "customerAuthenticator=" + authenticator + "&kid=^film&contentKey=0102030405060708090a0b0c0d0e0f10";
    }

    /// More records than one answer has.
    private static void fill(String test, String authenticator) throws Exception {
        try (var wire = new Wire(test)) {
            for (int i = 0; i < 1_200; i++) {
                int status = wire.token(order(authenticator));
                if (status != 200) throw new IOException("no token: " + status);
            }
        }
    }

    /// Asks for a token at each of so many moments per second, and counts from then: whatever delays one delays those
    /// after it as well, as a storefront would see it.
    private static void measure(String test, String authenticator, int seconds, String name) throws Exception {
        byte[] order = order(authenticator).getBytes(StandardCharsets.US_ASCII);
        try (var wire = new Wire(test)) {
            for (int i = 0; i < 500; i++) wire.token(order);
            paced(seconds, name, "tokens", number -> wire.token(order));
        }
    }

    /// The same with licenses, each for a token of its own that was made before.
    private static void redeem(String test, String authenticator, int seconds, String name) throws Exception {
        byte[] order = order(authenticator).getBytes(StandardCharsets.US_ASCII);
        byte[] request = "{\"kids\":[\"fp2O2wAAAAAAAAAAAAAAAA\"],\"type\":\"temporary\"}".getBytes(StandardCharsets.US_ASCII);
        try (var wire = new Wire(test)) {
            String[] tokens = new String[RATE * seconds + 500];
            for (int i = 0; i < tokens.length; i++) {
                String address = wire.post("/hms/ck/token", FORM_TYPE, order).body();
                tokens[i] = address.substring(address.indexOf("/hms/"));
            }
            for (int i = 0; i < 500; i++) wire.post(tokens[RATE * seconds + i], "application/json", request);
            paced(seconds, name, "licenses", number -> wire.post(tokens[number], "application/json", request).status());
        }
    }

    private interface Asked {
        int status(int number) throws IOException;
    }

    private static void paced(int seconds, String name, String what, Asked asked) throws IOException {
        long[] millionths = new long[RATE * seconds];
        var bad = new TreeMap<Integer, Integer>();
        long start = System.nanoTime();
        for (int i = 0; i < millionths.length; i++) {
            long due = start + i * 1_000_000_000L / RATE;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            int status = asked.status(i);
            millionths[i] = (System.nanoTime() - due) / 1_000;
            if (status != 200) bad.merge(status, 1, Integer::sum);
        }
        Arrays.sort(millionths);
        System.out.printf(
                "%-15s %5d %s, p50 %7.2f ms, p99 %7.2f ms, slowest %7.2f ms, refused %s%n",
                name,
                millionths.length,
                what,
                millionths[millionths.length / 2] / 1e3,
                millionths[millionths.length * 99 / 100] / 1e3,
                millionths[millionths.length - 1] / 1e3,
                bad);
    }

    /// A thousand connections of one account, each of which asks for the next token when it has an answer, until the process
    /// is ended.
    private static void crowd(String test, String authenticator) throws Exception {
        byte[] order = order(authenticator).getBytes(StandardCharsets.US_ASCII);
        var counts = new ConcurrentHashMap<String, LongAdder>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("crowd         " + new TreeMap<>(counts))));
        for (int i = 0; i < CROWD; i++) {
            Thread.ofVirtual().start(() -> {
                try (var wire = new Wire(test)) {
                    while (true) {
                        counts.computeIfAbsent("token " + wire.token(order), first -> new LongAdder()).increment();
                    }
                } catch (IOException broken) {
                    counts.computeIfAbsent("broken", first -> new LongAdder()).increment();
                }
            });
        }
        new CountDownLatch(1).await();
    }

    /// So many packagers, each of which asks for the eight keys of another film for three systems when it has an answer, until
    /// the process is ended.
    private static void encode(String test, String authenticator) throws Exception {
        var counts = new ConcurrentHashMap<String, LongAdder>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("encoders      " + new TreeMap<>(counts))));
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < ENCODERS; i++) {
            int encoder = i;
            var film = new LongAdder();
            again(counts, "speke", () -> {
                film.increment();
                return client.send(packaging(test, authenticator, encoder + "-" + film), BodyHandlers.discarding());
            });
        }
        new CountDownLatch(1).await();
    }

    private static HttpRequest packaging(String test, String authenticator, String film) {
        return HttpRequest.newBuilder(URI.create(test + "/speke/copyProtection"))
                .header("x-api-key", authenticator)
                .header("X-Speke-Version", "2.1")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(document(film)))
                .build();
    }

    private static String document(String film) {
        var keys = new StringBuilder();
        var systems = new StringBuilder();
        var rules = new StringBuilder();
        for (String track : TRACKS) {
            String kid = UUID.randomUUID().toString();
            keys.append("<ContentKey kid=\"" + kid + "\" commonEncryptionScheme=\"cbcs\"/>");
            for (String system : SYSTEMS) {
                systems.append("<DRMSystem kid=\"" + kid + "\" systemId=\"" + system + "\"><PSSH/><ContentProtectionData/>"
                        + "<HLSSignalingData playlist=\"media\"/><HLSSignalingData playlist=\"multiVariant\"/></DRMSystem>");
            }
            rules.append("<ContentKeyUsageRule kid=\"" + kid + "\" intendedTrackType=\"" + track + "\">"
                    + (track.contains("AUDIO") ? "<AudioFilter/>" : "<VideoFilter/>") + "</ContentKeyUsageRule>");
        }
        return "<CPIX xmlns=\"urn:dashif:org:cpix\" contentId=\"film-" + film + "\" version=\"2.4\"><ContentKeyList>" + keys
                + "</ContentKeyList><DRMSystemList>" + systems + "</DRMSystemList><ContentKeyUsageRuleList>" + rules
                + "</ContentKeyUsageRuleList></CPIX>";
    }

    /// One connection that is kept, on a thread of the operating system, so that the measuring waits for nobody.
    private static final class Wire implements AutoCloseable {
        private final Socket socket = new Socket();
        private final String host;

        Wire(String url) throws IOException {
            URI at = URI.create(url);
            host = at.getAuthority();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(at.getHost(), at.getPort()));
        }

        int token(String order) throws IOException {
            return token(order.getBytes(StandardCharsets.US_ASCII));
        }

        int token(byte[] order) throws IOException {
            return post("/hms/ck/token", FORM_TYPE, order).status();
        }

        /// What came back.
        record Answer(int status, String body) {}

        Answer post(String target, String type, byte[] body) throws IOException {
            String head = "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            var request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return answer();
        }

        private Answer answer() throws IOException {
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int one = in.read();
                if (one < 0) throw new IOException("the service closed the connection");
                head.append((char) one);
            }
            Matcher length = Pattern.compile("(?i)content-length: *([0-9]+)").matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// Does all of it until the process is ended; whoever is told when to come back comes back then.
    private static void load(String[] arguments) throws Exception {
        String test = arguments[0];
        String authenticator = arguments[1];
        String admin = arguments[2];
        String account = arguments[3];
        String password = arguments[4];
        byte[] chest = Files.readAllBytes(Path.of(arguments[5]));
        var counts = new ConcurrentHashMap<String, LongAdder>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("meanwhile    " + new TreeMap<>(counts))));
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var session = signIn(client, admin, "drill", password);
        if (session.statusCode() != 303) throw new IOException("not signed in: " + session.statusCode());
        for (int i = 0; i < SIGN_INS; i++) {
            String name = "nobody" + i;
            again(counts, "sign-in", () -> signIn(client, admin, name, "some password"));
        }
        for (int i = 0; i < READERS; i++) {
            var records = HttpRequest.newBuilder(URI.create(test + "/cmiapi/getrecord/?start=0&length=1000"))
                    .header("Authorization", "Bearer " + authenticator)
                    .build();
            again(counts, "records", () -> client.send(records, BodyHandlers.discarding()));
        }
        String cookie = cookie(session);
        String page = admin + "/accounts/" + account + "/fairplay";
        for (int i = 0; i < UPLOADS; i++) again(counts, "upload", () -> upload(client, page, cookie, chest));
        new CountDownLatch(1).await();
    }

    private interface Asking {
        HttpResponse<?> ask() throws Exception;
    }

    private static void again(Map<String, LongAdder> counts, String what, Asking asking) {
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    HttpResponse<?> answer = asking.ask();
                    counts.computeIfAbsent(what + " " + answer.statusCode(), first -> new LongAdder()).increment();
                    long pause = answer.headers().firstValueAsLong("Retry-After").orElse(0);
                    Thread.sleep(1_000 * pause);
                } catch (InterruptedException end) {
                    return;
                } catch (Exception failed) {
                    counts.computeIfAbsent(what + " " + failed.getClass().getSimpleName(), first -> new LongAdder())
                            .increment();
                }
            }
        });
    }

    private static String cookie(HttpResponse<?> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElse("");
        return set.substring(0, Math.max(0, set.indexOf(';')));
    }

    private static String form(String page) {
        Matcher token = FORM.matcher(page);
        return token.find() ? token.group(1) : "";
    }

    private static HttpResponse<String> signIn(HttpClient client, String admin, String name, String password)
            throws Exception {
        URI door = URI.create(admin + "/sign-in");
        var page = client.send(HttpRequest.newBuilder(door).build(), BodyHandlers.ofString());
        String body = "csrf=" + form(page.body()) + "&name=" + name + "&password=" + password.replace(" ", "%20");
        return client.send(
                HttpRequest.newBuilder(door)
                        .header("Cookie", cookie(page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> upload(HttpClient client, String page, String cookie, byte[] chest)
            throws Exception {
        var shown = client.send(
                HttpRequest.newBuilder(URI.create(page)).header("Cookie", cookie).build(), BodyHandlers.ofString());
        if (shown.statusCode() != 200) return shown;
        var body = new ByteArrayOutputStream();
        for (var field : Map.of(
                        "csrf", form(shown.body()), "action", "add", "derivation", "standin", "password", "wrong", "ask",
                        "01".repeat(16))
                .entrySet()) {
            part(body, "\"" + field.getKey() + "\"", field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        part(body, "\"chest\"; filename=\"a.p12\"", chest);
        body.writeBytes("--drill--\r\n".getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create(page))
                        .header("Cookie", cookie)
                        .header("Content-Type", "multipart/form-data; boundary=drill")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] value) {
        String head = "--drill\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
}
