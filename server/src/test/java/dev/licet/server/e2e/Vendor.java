package dev.licet.server.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Somebody else's license server, under a root of its own, in front of which are the two doors that upstreams
/// have: one for getlicense requests (reference: widevine.md 3.2 to 3.4), one for raw challenges. Behind them
/// is a second service, so that what comes back is a real license, which only devices of that root can open.
final class Vendor implements AutoCloseable {
    static final String PROVIDER = "widevine_test";
    static final String KEY = "1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9";
    static final String IV = "d58ce954203b7c9a9a9d467f59839249";
    static final String API_KEY = "the API key of the operator";
    /// The key that the vendor has for the content: another one than in the operator's token.
    static final String VENDORS_KEY = "00112233445566778899aabbccddeeff";

    private static final String GETLICENSE = "/cenc/getlicense/" + PROVIDER;
    private static final String RAW = "/raw";
    private static final String CERTIFICATE_REQUEST = "CAQ=";

    private final RunningService service;
    private final LoopbackServer doors = new LoopbackServer(this::answer);
    private volatile boolean down;
    private volatile Mishaps mishaps = Mishaps.none();
    /// What `X-Order` said, request by request.
    final Queue<String> orders = new ConcurrentLinkedQueue<>();

    Vendor(Path data) {
        service = RunningService.start(data);
    }

    /// A device that only this vendor can serve.
    WidevineCdm device() {
        return Viewer.widevine(service);
    }

    /// Whether it answers nobody.
    void down(boolean isDown) {
        down = isDown;
    }

    /// What goes wrong from now on.
    void plan(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    SignedJson signedJson() {
        return new SignedJson(doors.url(GETLICENSE), PROVIDER, SecretBytes.parseHex(KEY), SecretBytes.parseHex(IV));
    }

    Relay relay() {
        return new Relay(
                doors.url(RAW),
                List.of(UpstreamHeader.of("X-Api-Key", API_KEY), UpstreamHeader.of("X-Order", "{cookie}/{kid}")));
    }

    private Optional<LoopbackServer.Answer> answer(LoopbackServer.Request request) {
        if (down) return Optional.empty();
        return switch (mishaps.next(order(request))) {
            case Mishap.None() -> Optional.of(served(request));
            case Mishap.Says(LoopbackServer.Answer answer) -> Optional.of(answer);
            case Mishap.Reset() -> Optional.empty();
            case Mishap.Silence() -> mishaps.silence();
        };
    }

    private LoopbackServer.Answer served(LoopbackServer.Request request) {
        return switch (request.path()) {
            case GETLICENSE -> getLicense(request.body());
            case RAW -> raw(request);
            default -> LoopbackServer.Answer.of(404, "");
        };
    }

    /// How the operator calls what the request is about: its cookie or its content id.
    private static String order(LoopbackServer.Request request) {
        if (request.path().equals(RAW))
            return request.headers().getOrDefault("X-Order", "").replaceFirst("/.*", "");
        String contentId =
                members(base64(members(request.body()).get("request"))).get("content_id");
        return contentId == null ? "" : new String(base64(contentId), StandardCharsets.UTF_8);
    }

    private LoopbackServer.Answer raw(LoopbackServer.Request request) {
        if (!API_KEY.equals(request.headers().get("X-Api-Key"))) return LoopbackServer.Answer.of(401, "");
        orders.add(request.headers().getOrDefault("X-Order", ""));
        var reply = redeemed(TokenCatalogue.KID, VENDORS_KEY, request.body());
        return new LoopbackServer.Answer(reply.status(), reply.body());
    }

    private Api.Reply redeemed(String kid, String key, byte[] challenge) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.putAll(Map.of("kid", kid, "contentKey", key));
        return Api.postBytes(service.token(service.demo(Environment.TEST), Drm.WIDEVINE, parameters), challenge);
    }

    private LoopbackServer.Answer getLicense(byte[] envelope) {
        var outer = members(envelope);
        byte[] request = base64(outer.get("request"));
        boolean signed = PROVIDER.equals(outer.get("signer")) && isSigned(request, base64(outer.get("signature")));
        if (!signed) return status("SIGNATURE_FAILED");
        var message = members(request);
        byte[] challenge = base64(message.get("payload"));
        if (message.containsKey("parse_only"))
            return given("\"model\":\"Set-top 9\",\"system_id\":4464", Optional.empty());
        boolean certificate = CERTIFICATE_REQUEST.equals(message.get("payload"));
        var reply = certificate
                ? Api.postBytes(service.rightsUrl(Environment.TEST, Drm.WIDEVINE), challenge)
                : redeemed(hex(message.get("key_id")), hex(message.get("key")), challenge);
        if (reply.status() != 200) return status("INVALID_LICENSE_CHALLENGE");
        return given("\"model\":\"Set-top 9\"", Optional.of(reply.body()));
    }

    private static LoopbackServer.Answer given(String facts, Optional<byte[]> license) {
        String encoded = license.map(
                        bytes -> ",\"license\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"")
                .orElse("");
        return LoopbackServer.Answer.of(
                200, "{\"status\":\"OK\",\"license_metadata\":{\"request_type\":\"NEW\"}," + facts + encoded + "}");
    }

    private static LoopbackServer.Answer status(String status) {
        return LoopbackServer.Answer.of(200, "{\"status\":\"" + status + "\"}");
    }

    /// Signed with the SHA-1 of the request under AES-CBC, opened with the JDK.
    private static boolean isSigned(byte[] request, byte[] signature) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            var key = new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES");
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new IvParameterSpec(HexFormat.of().parseHex(IV)));
            return Arrays.equals(Digest.sha1(request), cipher.doFinal(signature));
        } catch (GeneralSecurityException wrongKey) {
            return false;
        }
    }

    /// All members with a text or truth value, however deep they lie; names that come again do not count.
    private static Map<String, String> members(byte[] json) {
        var members = new LinkedHashMap<String, String>();
        try (var parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && parser.currentName() != null) {
                    members.putIfAbsent(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return members;
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(base64(base64));
    }

    @Override
    public void close() {
        mishaps.end();
        doors.close();
        service.close();
    }
}
