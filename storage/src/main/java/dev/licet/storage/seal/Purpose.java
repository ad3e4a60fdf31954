package dev.licet.storage.seal;

import dev.licet.crypto.Hkdf;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;

/// What a key of its own follows from the root key for. Nothing made under one of them is good under another
/// (reference: security.md T6). Released words never change.
public enum Purpose {
    /// Hashes of authenticators.
    AUTHENTICATORS("licet authenticator", "licet authenticator hash 1"),
    /// The names of devices in records.
    DEVICES("licet device", "licet device pseudonym 1"),
    /// Marks of browsers on which somebody signed in.
    BROWSERS("licet browser", "licet known browser 1"),
    /// The chain of the audit trail.
    AUDIT("licet audit", "licet audit chain 1"),
    /// Tags of rows and seals of books.
    BOOKS("licet books", "licet books 1");

    private static final int BYTES = 32;

    private final String salt;
    private final String label;

    Purpose(String salt, String label) {
        this.salt = salt;
        this.label = label;
    }

    SecretBytes key(SecretBytes root) {
        return Hkdf.derive(root, ascii(salt), ascii(label), BYTES);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
