package dev.licet.drm.upstream;

import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Fills in what a header says about a token.
public final class HeaderTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{(token_id|account|cookie|content_id|kid)}");

    private HeaderTemplate() {}

    /// The headers with the places in their values filled in, by name.
    public static Map<String, String> filled(List<UpstreamHeader> headers, Token token) {
        var filled = new LinkedHashMap<String, String>();
        for (UpstreamHeader header : headers) filled.put(header.name(), filled(header, token));
        return filled;
    }

    private static String filled(UpstreamHeader header, Token token) {
        String template = header.value().expose(ascii -> new String(ascii, StandardCharsets.US_ASCII));
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(visible(value(place.group(1), token))));
    }

    private static String value(String name, Token token) {
        return switch (name) {
            case "token_id" -> token.id().hex();
            case "account" -> token.account().toString();
            case "cookie" -> token.cookie().orElse("");
            case "content_id" -> token.contentId().orElse("");
            case "kid" -> kids(token);
            default -> throw new IllegalStateException("the pattern knows more names than this switch");
        };
    }

    private static String kids(Token token) {
        return token.rights().keys().stream()
                .map(KeyGrant::kid)
                .flatMap(Optional::stream)
                .map(KeyId::hex)
                .collect(Collectors.joining(","));
    }

    /// What callers choose may hold any character: all but visible ASCII is percent-encoded, so that no value
    /// can begin another header.
    private static String visible(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '%') encoded.append((char) b);
            else encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return encoded.toString();
    }
}
