package dev.licet.server.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The messages of a browser's Clear Key CDM.
final class ClearKeyCdm {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private ClearKeyCdm() {}

    static byte[] request(List<byte[]> kids) {
        return request(kids, "temporary");
    }

    static byte[] request(List<byte[]> kids, String type) {
        String list = kids.stream().map(kid -> '"' + text(kid) + '"').collect(Collectors.joining(","));
        return ("{\"kids\":[" + list + "],\"type\":\"" + type + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    static String text(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
