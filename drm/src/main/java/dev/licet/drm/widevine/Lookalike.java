package dev.licet.drm.widevine;

import java.util.Optional;

/// Says what a body looks like that is no Widevine message, because wrapping and mixing up are the most common faults
/// of an integration (reference: widevine.md 2.1).
final class Lookalike {
    private static final int SHORTEST_SPC = 64;

    private Lookalike() {}

    static Optional<String> of(byte[] body) {
        if (body.length == 0) return Optional.of("the body is empty: send the challenge as the player made it");
        if (isSpc(body)) return Optional.of("this looks like a FairPlay SPC, not like a Widevine challenge");
        return switch (firstVisible(body)) {
            case '{', '[' -> Optional.of("this looks like JSON: send the bytes of the challenge and nothing else");
            case '<' -> Optional.of("this looks like XML, such as a PlayReady challenge");
            case 's' ->
                startsWith(body, "spc=") ? Optional.of("this looks like a FairPlay SPC in a form") : base64(body);
            default -> base64(body);
        };
    }

    private static Optional<String> base64(byte[] body) {
        for (byte b : body) if (!isBase64(b)) return Optional.empty();
        return Optional.of("this looks like base64 text: send the bytes of the challenge instead");
    }

    private static boolean isBase64(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || "+/-_=\r\n".indexOf(b) >= 0;
    }

    /// An SPC begins with its version, 1 to 3, in four bytes, and four reserved zeros.
    private static boolean isSpc(byte[] body) {
        if (body.length < SHORTEST_SPC || body[3] < 1 || body[3] > 3) return false;
        for (int i = 0; i < 8; i++) if (i != 3 && body[i] != 0) return false;
        return true;
    }

    private static int firstVisible(byte[] body) {
        for (byte b : body) if (b > ' ' || b < 0) return b;
        return ' ';
    }

    private static boolean startsWith(byte[] body, String start) {
        if (body.length < start.length()) return false;
        for (int i = 0; i < start.length(); i++) if (body[i] != start.charAt(i)) return false;
        return true;
    }
}
