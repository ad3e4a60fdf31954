package dev.licet.drm.fairplay;

import dev.licet.domain.Ascii;
import dev.licet.drm.wire.MalformedMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the SPC in a request body, in the order of reference: fairplay.md 9.2. The `Content-Type` is not
/// looked at: the players' own samples get it wrong.
///
/// @param spc      begins with version 1, 2 or 3
/// @param wrapping how to answer
record RequestBody(byte[] spc, Wrapping wrapping) {
    private static final String FIELD = "spc=";
    private static final String ENCODED_FIELD = "spc%3d";

    static RequestBody read(byte[] body, Optional<String> accept) throws MalformedMessage {
        if (hasSpcVersion(body)) return new RequestBody(body, new Wrapping.Raw());
        String text = text(body);
        if (text.isBlank()) throw new MalformedMessage("no SPC: the body is empty");
        if (isJson(text)) {
            JsonBody json = JsonBody.read(text);
            return new RequestBody(decoded(json.spc()), json.wrapping());
        }
        if (Ascii.lower(text).startsWith(ENCODED_FIELD)) text = percentDecoded(text);
        Optional<String> field = field(text);
        boolean packed = field.isPresent() || Base64Text.looksLike(text);
        if (!packed || isPem(text)) throw new MalformedMessage(explained(body, text));
        return new RequestBody(decoded(field.orElse(text)), Wrapping.Text.asked(accept));
    }

    private static boolean hasSpcVersion(byte[] body) {
        return body.length >= 4 && body[0] == 0 && body[1] == 0 && body[2] == 0 && body[3] >= 1 && body[3] <= 3;
    }

    /// A space at the end stays: in a form it may have been a `+`.
    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return without("\r\n\t", (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading());
    }

    /// The text up to the last character that is none of those. Counted from behind: a pattern that looks for them
    /// at the end tries again at each of them, which takes seconds for a body that is full of them.
    static String without(String ending, String text) {
        int end = text.length();
        while (end > 0 && ending.indexOf(text.charAt(end - 1)) >= 0) end--;
        return text.substring(0, end);
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    /// The value of `spc` in a form.
    private static Optional<String> field(String form) throws MalformedMessage {
        for (String pair : form.split("&")) {
            if (pair.regionMatches(true, 0, FIELD, 0, FIELD.length())) {
                return Optional.of(withPlusSigns(percentDecoded(pair.substring(FIELD.length()))));
            }
        }
        return Optional.empty();
    }

    /// A space was once a `+`, which many clients forget to encode; but not one behind whole groups of four.
    private static String withPlusSigns(String value) {
        String shorter = value.stripTrailing();
        return (shorter.length() % 4 == 0 ? shorter : value).replace(' ', '+');
    }

    /// Undoes `%xx` and nothing else.
    private static String percentDecoded(String text) throws MalformedMessage {
        var out = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low < 0) throw new MalformedMessage("form field spc: a percent sign without two digits");
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) throws MalformedMessage {
        if (base64.isBlank()) throw new MalformedMessage("no SPC: the field is empty");
        byte[] bytes = Base64Text.decode(base64);
        if (hasSpcVersion(bytes)) return bytes;
        throw new MalformedMessage("base64 holds no SPC but " + what(bytes, text(bytes)));
    }

    private static String explained(byte[] body, String text) {
        return "no SPC but " + what(body, text);
    }

    private static String what(byte[] bytes, String text) {
        if (isCertificate(bytes, text)) return "a certificate; players load that first and post an SPC made with it";
        if (text.startsWith("<")) return "HTML or XML";
        if (bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 0) return "an SPC-like message of an unknown version";
        boolean packed = isJson(text) || text.startsWith(FIELD) || text.startsWith("AAAA") || text.startsWith("eyA");
        if (packed) return "something wrapped twice";
        return "something unknown of " + bytes.length + " bytes";
    }

    private static boolean isCertificate(byte[] bytes, String text) {
        boolean der = bytes.length >= 2 && bytes[0] == 0x30 && bytes[1] == (byte) 0x82;
        return der || isPem(text);
    }

    /// Dashes and letters alone would pass for base64url.
    private static boolean isPem(String text) {
        return text.startsWith("-----BEGIN CERTIFICATE");
    }
}
