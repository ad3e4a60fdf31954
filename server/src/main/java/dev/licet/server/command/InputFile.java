package dev.licet.server.command;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A file as operators have it: binary, PEM, or base64 text.
///
/// @param path  where it is
/// @param bytes what is in it
record InputFile(Path path, byte[] bytes) {
    private static final Pattern PEM_BLOCK = Pattern.compile("-----BEGIN [^-]+-----([^-]+)-----END [^-]+-----");
    private static final int ASK_BYTES = 16;
    private static final int LARGEST = 1 << 20;

    static InputFile read(Path path) {
        try {
            if (Files.size(path) > LARGEST) throw Complaint.refused(path + " is too large");
            return new InputFile(path, Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw Complaint.failed("cannot read " + path);
        }
    }

    /// What the file means: the bytes of its PEM blocks one after the other, its base64 decoded, or itself.
    byte[] decoded() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (text.contains("-----BEGIN ")) return pem(text);
        return text.matches("[A-Za-z0-9+/\\s]+=*") ? base64(text) : bytes;
    }

    private byte[] pem(String text) {
        var all = new ByteArrayOutputStream();
        var blocks = PEM_BLOCK.matcher(text);
        while (blocks.find()) all.writeBytes(base64(blocks.group(1)));
        return all.toByteArray();
    }

    private byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            throw Complaint.refused(path + " looks like base64 and is broken");
        }
    }

    /// An RSA private key.
    RsaPrivateKey privateKey() {
        return RsaPrivateKey.parse(bytes)
                .or(() -> RsaPrivateKey.parse(decoded()))
                .orElseThrow(() -> Complaint.refused(
                        path + " is no RSA private key (PEM, DER or base64, PKCS#1 or PKCS#8, not encrypted)"));
    }

    /// Apple's 16-byte application secret key: 32 hexadecimal digits, or raw.
    SecretBytes ask() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        boolean hex = text.length() == 2 * ASK_BYTES && text.chars().allMatch(HexFormat::isHexDigit);
        if (!hex && bytes.length != ASK_BYTES) {
            throw Complaint.refused(path + " is no ASk: it must have 32 hexadecimal digits or 16 bytes");
        }
        SecretBytes ask = hex ? SecretBytes.parseHex(text) : SecretBytes.copyOf(bytes);
        if (ask.isAllZero()) throw Complaint.refused(path + " is no ASk: all its bytes are zero");
        return ask;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
