package dev.licet.domain.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A `wvExtension` or `fpExtension`: four characters of type and an opaque payload. It is carried and recorded, not
/// interpreted (reference: token-api.md 9).
///
/// @param type    exactly 4 characters
/// @param payload decoded; 4 bytes when the type is `wudo`
public record Extension(String type, byte[] payload) {
    public Extension {
        if (type.codePointCount(0, type.length()) != 4)
            throw new IllegalArgumentException("type: must have 4 characters");
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extension that && type.equals(that.type) && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(payload));
    }

    @Override
    public String toString() {
        return type + "," + HexFormat.of().formatHex(payload);
    }
}
