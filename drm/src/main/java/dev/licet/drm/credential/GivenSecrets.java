package dev.licet.drm.credential;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Thrown;
import dev.licet.domain.credential.GrantSecret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The secrets that are shared with a PlayReady handler, as an operator gives them.
public final class GivenSecrets {
    private GivenSecrets() {}

    /// One a line: a name, a colon, and base64url of 32 bytes; blank lines do not count. The first one
    /// encrypts. Messages never quote a line. Throws [IllegalArgumentException] as the secrets do.
    public static List<GrantSecret> read(List<String> lines) throws BadCredential {
        var secrets = new ArrayList<GrantSecret>();
        for (String line : lines) if (!line.isBlank()) secrets.add(secret(line));
        return List.copyOf(secrets);
    }

    private static GrantSecret secret(String line) throws BadCredential {
        int colon = line.indexOf(':');
        if (colon < 0) throw new BadCredential("a secret is written as a name, a colon, and base64url of 32 bytes");
        try {
            byte[] key = Base64.getUrlDecoder().decode(line.substring(colon + 1).strip());
            return new GrantSecret(line.substring(0, colon).strip(), SecretBytes.taking(key));
        } catch (IllegalArgumentException bad) {
            String what = Thrown.words(bad).startsWith("secret") ? Thrown.words(bad) : "a secret is not base64url";
            throw new BadCredential(what);
        }
    }

    /// As [#read] reads it.
    public static String line(GrantSecret secret) {
        var base64url = Base64.getUrlEncoder().withoutPadding();
        return secret.id() + ":" + secret.key().expose(base64url::encodeToString);
    }
}
