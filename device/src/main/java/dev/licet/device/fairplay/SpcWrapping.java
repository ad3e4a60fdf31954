package dev.licet.device.fairplay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How players pack an SPC, and how they unpack the answer (reference: fairplay.md 9.1).
public enum SpcWrapping {
    /// As it is: shaka, video.js, most native apps.
    RAW("application/octet-stream", null, Reply.RAW),
    /// Base64 alone.
    BASE64("text/plain", spc -> base64(spc), Reply.TEXT),
    /// Base64url alone, without padding.
    BASE64URL("text/plain", spc -> base64Url(spc), Reply.TEXT),
    /// A form field, percent-encoded: castLabs, PallyCon.
    FORM("application/x-www-form-urlencoded", spc -> "spc=" + encoded(base64(spc)), Reply.TEXT),
    /// A form field whose plus signs were not encoded and so became spaces.
    FORM_SPACES("application/x-www-form-urlencoded", spc -> "spc=" + base64(spc).replace('+', ' '), Reply.TEXT),
    /// A form field in base64url with padding: Verimatrix.
    FORM_BASE64URL("application/x-www-form-urlencoded", spc -> "spc=" + urlPadded(spc), Reply.TEXT),
    /// An older sample of Apple's.
    FORM_ASSET_ID(
            "application/x-www-form-urlencoded", spc -> "spc=" + encoded(base64(spc)) + "&assetId=licet", Reply.TEXT),
    /// The whole form percent-encoded: an older shaka tutorial.
    ENCODED_FORM("application/x-www-form-urlencoded", spc -> encoded("spc=" + base64(spc)), Reply.TEXT),
    /// Verimatrix.
    JSON("application/json", spc -> "{\"spc\":\"" + base64(spc) + "\"}", Reply.CKC),
    /// Gumlet.
    JSON_BASE64URL("application/json", spc -> "{\"spc\":\"" + base64Url(spc) + "\"}", Reply.CKC),
    /// Safari's messages of version 3.
    JSON_ARRAY(
            "application/json",
            spc -> "[{\"keyID\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"payload\":\"" + base64(spc) + "\"}]",
            Reply.PAYLOAD),
    /// Apple's samples for Safari, wrong media type included.
    STREAMING_KEYS(
            "application/x-www-form-urlencoded",
            spc -> "{\"fairplay-streaming-request\":{\"version\":1,\"streaming-keys\":[{\"id\":1,"
                    + "\"uri\":\"skd://licet\",\"spc\":\"" + base64(spc) + "\"}]}}",
            Reply.CKC),
    /// The requests of Apple's own server.
    CREATE_CKC(
            "application/json",
            spc -> "{\"fairplay-streaming-request\":{\"version\":1,\"create-ckc\":[{\"id\":1,\"spc\":\"" + base64(spc)
                    + "\"}]}}",
            Reply.CKC);

    private final String mediaType;
    private final @Nullable Function<byte[], String> packing;
    private final Reply reply;

    SpcWrapping(String mediaType, @Nullable Function<byte[], String> packing, Reply reply) {
        this.mediaType = mediaType;
        this.packing = packing;
        this.reply = reply;
    }

    private enum Reply {
        RAW,
        TEXT,
        CKC,
        PAYLOAD
    }

    /// The `Content-Type` that such players send.
    public String mediaType() {
        return mediaType;
    }

    /// The request body.
    public byte[] wrap(byte[] spc) {
        return packing == null ? spc : packing.apply(spc).getBytes(StandardCharsets.UTF_8);
    }

    /// The CKC in the answer, which must be packed as the request was.
    public byte[] unwrap(byte[] answer) throws MalformedMessage {
        String text = new String(answer, StandardCharsets.UTF_8);
        return switch (reply) {
            case RAW -> answer;
            case TEXT -> decoded(text.strip().replaceAll("^<ckc>|</ckc>$", ""));
            case CKC -> decoded(member(text, "ckc"));
            case PAYLOAD -> decoded(member(text, "payload"));
        };
    }

    private static String member(String json, String name) throws MalformedMessage {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && name.equals(parser.currentName())) return parser.getText();
            }
        } catch (IOException notJson) {
            throw new MalformedMessage("the answer is not JSON");
        }
        throw new MalformedMessage("the answer has no member " + name);
    }

    private static byte[] decoded(String base64) throws MalformedMessage {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedMessage("the CKC in the answer is not base64");
        }
    }

    private static String base64(byte[] spc) {
        return Base64.getEncoder().encodeToString(spc);
    }

    private static String base64Url(byte[] spc) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(spc);
    }

    private static String urlPadded(byte[] spc) {
        return Base64.getUrlEncoder().encodeToString(spc);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
