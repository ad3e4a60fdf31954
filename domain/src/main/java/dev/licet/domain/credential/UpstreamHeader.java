package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// A header of the requests that another license server is sent. In its value `{token_id}`, `{account}`,
/// `{cookie}`, `{content_id}` and `{kid}` stand for what the token says; several kids are joined with commas,
/// and what the token lacks is empty.
///
/// @param name  as HTTP has it (RFC 9110, 5.1), and none that the connection itself needs
/// @param value visible ASCII characters, spaces and tabs; may be a secret, such as an API key
public record UpstreamHeader(String name, SecretBytes value) {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    public UpstreamHeader {
        boolean token = !name.isEmpty() && name.chars().allMatch(UpstreamHeader::isTokenCharacter);
        if (!token || OF_THE_CONNECTION.contains(Ascii.lower(name))) {
            throw new IllegalArgumentException("header: this name cannot be used");
        }
        if (!value.expose(UpstreamHeader::isFieldValue)) {
            throw new IllegalArgumentException("header " + name + ": the value has characters other than ASCII");
        }
    }

    /// A header from text.
    public static UpstreamHeader of(String name, String value) {
        return new UpstreamHeader(name, SecretBytes.taking(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isTokenCharacter(int c) {
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        return letter || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean isFieldValue(byte[] value) {
        for (byte b : value) if (b != '\t' && (b < ' ' || b > '~')) return false;
        return true;
    }
}
