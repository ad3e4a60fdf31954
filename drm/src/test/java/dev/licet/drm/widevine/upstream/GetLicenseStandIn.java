package dev.licet.drm.widevine.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.drm.upstream.LoopbackServer;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevinePolicy;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The other side of the getlicense contract, written from its description (reference: widevine.md 3.2 to 3.4) and not
/// from our client: it opens the signature with the JDK, and answers what it is told to.
public final class GetLicenseStandIn implements AutoCloseable {
    /// The public test provider.
    public static final String PROVIDER = "widevine_test";

    public static final String KEY = "1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9";
    public static final String IV = "d58ce954203b7c9a9a9d467f59839249";
    /// What no record may ever show.
    public static final String SIGNING_KEY = "c2lnbmluZyBrZXkgb2YgdGhlIHNlc3Npb24=";

    public static final byte[] LICENSE = signed(license(LicenseType.STREAMING, false, true));
    /// The answer to a renewal or release: without keys.
    public static final byte[] SESSION = signed(license(LicenseType.STREAMING, false, false));
    public static final byte[] CERTIFICATE = WidevineSignedMessage.unsigned(
                    WidevineSignedMessage.Type.SERVICE_CERTIFICATE, Optional.of("a certificate".getBytes()))
            .toBytes();

    /// The messages in the order in which they came.
    public final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
    /// What to do, before answering well.
    public final ConcurrentLinkedQueue<Supplier<LoopbackServer.Reaction>> script = new ConcurrentLinkedQueue<>();
    public final LoopbackServer server = new LoopbackServer(this::react);
    public String requestType = "NEW";
    /// What it gives.
    public byte[] license = LICENSE;

    /// What an upstream may give, without the ids of a request.
    public static WidevineLicense license(LicenseType type, boolean canPersist, boolean hasKey) {
        var none = OptionalLong.empty();
        var id = new WidevineLicenseId(Optional.empty(), Optional.empty(), type, OptionalInt.of(0), Optional.empty());
        var policy = new WidevinePolicy(true, canPersist, true, none, none, none, none, Optional.empty(), none, none);
        var key = new WidevineKeyContainer(
                Optional.of(new byte[16]),
                new byte[16],
                new byte[32],
                WidevineKeyContainer.Type.CONTENT,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
        return new WidevineLicense(id, Optional.of(policy), hasKey ? List.of(key) : List.of(), none, none);
    }

    /// The same as a signed message.
    public static byte[] signed(WidevineLicense license) {
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE, license.toBytes(), new byte[32])
                .toBytes();
    }

    public SignedJson backEnd() {
        return backEnd(KEY);
    }

    public SignedJson backEnd(String key) {
        var url = server.url("/cenc/getlicense/" + PROVIDER);
        return new SignedJson(url, PROVIDER, SecretBytes.parseHex(key), SecretBytes.parseHex(IV));
    }

    /// Does that once for each of the next `times` requests.
    public void then(int times, LoopbackServer.Reaction reaction) {
        for (int i = 0; i < times; i++) script.add(() -> reaction);
    }

    public void thenStatus(int times, String status, int internal) {
        then(times, LoopbackServer.Reaction.text(200, "{" + status(status, internal) + "," + device() + "}"));
    }

    private LoopbackServer.Reaction react(LoopbackServer.Request request) {
        if (!request.path().equals("/cenc/getlicense/" + PROVIDER)) return LoopbackServer.Reaction.text(404, "");
        var scripted = script.poll();
        try {
            var message = open(request.body());
            if (message.isEmpty()) return answer(status("SIGNATURE_FAILED", 104));
            messages.add(message.get());
            return scripted == null ? wellAnswered(message.get()) : scripted.get();
        } catch (IOException | GeneralSecurityException | RuntimeException bad) {
            return answer(status("MALFORMED_REQUEST", 100));
        }
    }

    private Optional<Map<String, Object>> open(byte[] body) throws IOException, GeneralSecurityException {
        var envelope = object(body);
        if (!PROVIDER.equals(envelope.get("signer")) || envelope.size() != 3) return Optional.empty();
        byte[] request = base64(envelope.get("request"));
        byte[] signature = base64(envelope.get("signature"));
        return isSigned(request, signature) ? Optional.of(object(request)) : Optional.empty();
    }

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

    private LoopbackServer.Reaction wellAnswered(Map<String, Object> message) {
        boolean certificate = "CAQ=".equals(message.get("payload"));
        if (certificate) {
            boolean alone = message.size() == 1;
            return alone ? given(CERTIFICATE, "SERVICE_CERTIFICATE", 139) : answer(status("INVALID_REQUEST", 101));
        }
        if (Boolean.TRUE.equals(message.get("parse_only"))) return answer(status("OK", 0) + "," + device());
        return given(license, "LICENSE", 0);
    }

    private LoopbackServer.Reaction given(byte[] bytes, String type, int internal) {
        return answer(
                status("OK", internal) + ",\"license\":\"" + Base64.getEncoder().encodeToString(bytes)
                        + "\",\"message_type\":\"" + type
                        + "\",\"license_metadata\":{\"content_id\":\"YQ==\",\"request_type\":\""
                        + requestType + "\"}," + device());
    }

    private static LoopbackServer.Reaction answer(String members) {
        return LoopbackServer.Reaction.text(200, "{" + members + "}");
    }

    private static String status(String status, int internal) {
        return "\"status\":\"" + status + "\",\"status_message\":\"" + KEY + "\",\"internal_status\":" + internal;
    }

    private static String device() {
        return """
                "make":"Acme","model":"Set-top\\u0007 9","platform":"android","system_id":4464,"security_level":1,
                "soc":"x1","oem_crypto_api_version":16,"platform_verification_status":"PLATFORM_UNVERIFIED",
                "drm_cert_serial_number":"c2VyaWFs","device_whitelist_state":"DEVICE_NOT_WHITELISTED",
                "client_info":[{"name":"company_name","value":"Acme"},{"name":"system_id","value":"1"},
                  {"name":"upstream_status","value":"forged"},{"name":"password","value":"x"}],
                "supported_tracks":[{"type":"SD","key_id":"AAAA"}],
                "session_state":{"license_id":{"session_id":"AAAA"},"signing_key":"%s","keybox_system_id":1}""".formatted(SIGNING_KEY);
    }

    public static byte[] base64(Object text) {
        return Base64.getDecoder().decode((String) text);
    }

    /// A JSON object as maps and lists.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(byte[] json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                var items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
                yield items;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_STRING -> parser.getText();
            default -> throw new UncheckedIOException(new IOException("not in this contract"));
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
