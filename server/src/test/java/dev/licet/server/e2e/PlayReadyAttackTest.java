package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.licet.device.playready.PlayReadyClient;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What XML can be made to do, posted to the rights manager with a token that is good: each is refused as no message,
/// costs nothing, fetches nothing, and no license maker hears of it (reference: playready.md 8, security.md).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayReadyAttackTest {
    private static final int UNITS = 1000;
    private static final byte[] KID = HexFormat.of().parseHex(TokenCatalogue.KID);

    private final AtomicInteger fetched = new AtomicInteger();
    private final LicenseMaker maker = new LicenseMaker();
    private final LoopbackServer trap = new LoopbackServer(request -> {
        fetched.incrementAndGet();
        return Optional.of(LoopbackServer.Answer.of(200, "<!ENTITY taken 'taken'>"));
    });
    private final PlayReadyClient client = Viewer.playReady();
    private RunningService service;
    private CreatedAccount account;
    private URI file;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path files) throws Exception {
        file = Files.writeString(files.resolve("secret"), "canary-in-a-file").toUri();
        service = RunningService.start(data);
        account = service.account("attacked");
        service.units(account.id(), UNITS);
        maker.serve(service, account.id());
    }

    @AfterAll
    void stop() {
        service.close();
        maker.close();
        trap.close();
    }

    @BeforeEach
    void forgotten() {
        maker.asked().clear();
        fetched.set(0);
    }

    private String token() {
        return service.token(
                RunningService.text(account, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
    }

    private String good() {
        byte[] challenge = client.challenge(List.of(KID), Optional.of("the application's own words"));
        return new String(challenge, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A good challenge with another text in its place.
    private static byte[] with(String good, String place, String text) {
        String attack = good.replace(place, text);
        assertNotEquals(good, attack, place);
        return utf8(attack);
    }

    private static byte[] typed(String good, String type, String entity) {
        return with(
                good.replace("the application's own words", entity),
                "?><soap:Envelope",
                "?>" + type + "<soap:Envelope");
    }

    private static String many(int count, String pattern) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(pattern.formatted(Integer.toString(i, 36)));
        return text.toString();
    }

    private Map<String, byte[]> documentTypes(String good) {
        String laughs = many(20, "<!ENTITY l%1$s \"&m%1$s;&m%1$s;\">");
        var attacks = new LinkedHashMap<String, byte[]>();
        attacks.put("a document type", typed(good, "<!DOCTYPE soap:Envelope>", "x"));
        attacks.put("a billion laughs", typed(good, "<!DOCTYPE r [<!ENTITY a \"ha\">" + laughs + "]>", "&l1;"));
        attacks.put(
                "quadratic growth",
                typed(good, "<!DOCTYPE r [<!ENTITY a \"" + "a".repeat(9000) + "\">]>", "&a;".repeat(3000)));
        attacks.put("a file", typed(good, "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + file + "\">]>", "&x;"));
        attacks.put("an address", typed(good, "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + trap.url("/x") + "\">]>", "&x;"));
        attacks.put("a subset elsewhere", typed(good, "<!DOCTYPE r SYSTEM \"" + trap.url("/dtd") + "\">", "&taken;"));
        attacks.put(
                "a parameter entity",
                typed(good, "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + trap.url("/p") + "\"> %p;]>", "x"));
        attacks.put("an undeclared entity", with(good, "the application's own words", "&unknown;"));
        return attacks;
    }

    private Map<String, byte[]> sizes(String good) {
        var attacks = new LinkedHashMap<String, byte[]>();
        attacks.put("depth", utf8("<a>".repeat(60_000)));
        attacks.put("depth that ends", with(good, "<Version>1</Version>", "<v>".repeat(5000) + "</v>".repeat(5000)));
        attacks.put("elements", with(good, "<Version>1</Version>", "<v/>".repeat(5000)));
        attacks.put("attributes", with(good, "<Version>1", "<Version" + many(5000, " a%s=''") + ">1"));
        attacks.put("declarations", with(good, "<Version>1", "<Version" + many(3000, " xmlns:a%s='u'") + ">1"));
        attacks.put("a name", with(good, "<Version>1</Version>", "<" + "n".repeat(50_000) + "/>"));
        attacks.put("one byte too many", utf8(good + " ".repeat(PlayReadyRequest.MAX_BYTES + 1 - good.length())));
        attacks.put(
                "one byte too many inside a key message",
                PlayReadyClient.keyMessage(utf8(good + " ".repeat(PlayReadyRequest.MAX_BYTES + 1 - good.length()))));
        attacks.put("a cut", Arrays.copyOf(utf8(good), good.length() / 2));
        return attacks;
    }

    private Map<String, byte[]> twins(String good) {
        String free = "<AcknowledgeLicense xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\"/>";
        var attacks = new LinkedHashMap<String, byte[]>();
        attacks.put("an operation before", with(good, "<soap:Body>", "<soap:Body>" + free));
        attacks.put("an operation behind", with(good, "</soap:Body>", free + "</soap:Body>"));
        attacks.put("two bodies", with(good, "<soap:Body>", "<soap:Body>" + free + "</soap:Body><soap:Body>"));
        attacks.put("an id twice", with(good, "<Version>1</Version>", "<Version Id=\"SignedData\">1</Version>"));
        attacks.put("two signed parts", with(good, "</Challenge>", "<LA xmlns=\"urn:x\"/></Challenge>"));
        attacks.put("an attribute twice", with(good, "<Version>1", "<Version a='1' a='2'>1"));
        return attacks;
    }

    private Map<String, byte[]> encodings(String good) {
        var attacks = new LinkedHashMap<String, byte[]>();
        attacks.put("UTF-7", utf8("+ADw-!DOCTYPE r+AD4-"));
        attacks.put("EBCDIC", good.replace("utf-8", "IBM037").getBytes(Charset.forName("IBM037")));
        attacks.put("UTF-32", good.getBytes(Charset.forName("UTF-32")));
        attacks.put("half a character", "<a>\u00e4</a>".getBytes(StandardCharsets.ISO_8859_1));
        attacks.put(
                "a document type in UTF-16",
                new String(documentTypes(good).get("a file"), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_16));
        attacks.put(
                "a document type in a key message",
                PlayReadyClient.keyMessage(documentTypes(good).get("a file")));
        attacks.put(
                "a key message in a key message", PlayReadyClient.keyMessage(PlayReadyClient.keyMessage(utf8(good))));
        return attacks;
    }

    @Test
    void every_attack_is_refused_as_no_message_costs_nothing_and_goes_nowhere() throws Exception {
        String good = good();
        var attacks = new LinkedHashMap<>(documentTypes(good));
        attacks.putAll(sizes(good));
        attacks.putAll(twins(good));
        attacks.putAll(encodings(good));
        String url = token();
        long units = service.units(account.id());
        for (var attack : attacks.entrySet()) {
            var reply = Api.postBytes(url, attack.getValue());
            assertEquals(500, reply.status(), attack.getKey());
            var fault = ((PlayReadyAnswer.Refused) PlayReadyAnswer.read(reply.body())).fault();
            assertEquals(
                    PlayReadyFault.hex(PlayReadyFault.INVALID_MESSAGE),
                    PlayReadyFault.hex(fault.status()),
                    attack.getKey());
            assertFalse(reply.text().contains("canary") || reply.text().contains("taken"), attack.getKey());
        }
        assertEquals(List.of(), maker.asked(), "no license maker heard of it");
        assertEquals(0, fetched.get(), "nothing was fetched");
        assertEquals(units, service.units(account.id()), "nothing was charged");
        System.out.printf("%d attacks by XML refused over HTTP%n", attacks.size());
    }

    @Test
    void what_is_as_large_as_it_may_be_passes() throws Exception {
        String good = good();
        byte[] full = utf8(good + " ".repeat(PlayReadyRequest.MAX_BYTES - good.length()));
        byte[] ofDevices = utf8(good + " ".repeat(30_000 - good.length()));
        for (byte[] challenge : List.of(full, ofDevices)) {
            for (byte[] body : List.of(challenge, PlayReadyClient.keyMessage(challenge))) {
                var reply = Api.postBytes(token(), body);
                assertEquals(200, reply.status(), reply.text());
                assertArrayEquals(challenge, maker.asked().getLast().body());
            }
        }
    }

    @Test
    void what_is_larger_is_not_taken_in_at_all() throws Exception {
        byte[] body = new byte[PlayReadyRequest.MAX_WRAPPED_BYTES + 1];
        var reply = Api.postBytes(token(), body);
        assertEquals("413", reply.header("Licet-Code"));
        assertEquals(500, reply.status());
        String other = token().replace("/playready/RightsManager.asmx", "/hms/wv/rights/");
        assertEquals(413, Api.postBytes(other, new byte[64 * 1024 + 1]).status(), "other paths have the usual limit");
    }
}
