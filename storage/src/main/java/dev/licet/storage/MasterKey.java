package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// The key under which everything secret in the database is sealed. Without it the database is worthless, and it is
/// no part of the database: whoever backs up one must keep the other elsewhere.
///
/// @param bytes 32 bytes
public record MasterKey(SecretBytes bytes) {
    /// Length in bytes.
    public static final int BYTES = 32;

    public MasterKey {
        if (bytes.length() != BYTES) throw new IllegalArgumentException("master key: must have 32 bytes");
    }

    /// Reads 64 hexadecimal digits, as from an environment variable; empty for anything else.
    public static Optional<MasterKey> parse(String text) {
        String digits = text.strip();
        boolean good = digits.length() == 2 * BYTES && digits.chars().allMatch(HexFormat::isHexDigit);
        return good ? Optional.of(new MasterKey(SecretBytes.parseHex(digits))) : Optional.empty();
    }

    /// The key in `file`, 64 hexadecimal digits. A missing file is made, readable by its owner alone, unless a
    /// database lies beside it, which would then be lost to its real key. An existing file is never written to.
    /// Throws [DatabaseRefused] with advice when the key cannot be had.
    public static MasterKey inFile(Path file, SecureRandom random) {
        // In this order: whoever makes the two makes the key first.
        boolean inUse = Files.exists(file.resolveSibling(DataDirectory.DATABASE));
        try {
            if (!Files.exists(file)) make(file, inUse, random);
            return parse(Files.readString(file, StandardCharsets.US_ASCII))
                    .orElseThrow(() -> new DatabaseRefused(
                            "the master key file " + file + " does not hold 64 hexadecimal digits"));
        } catch (IOException unreadable) {
            throw new DatabaseRefused("cannot read or make the master key file " + file, unreadable);
        }
    }

    private static void make(Path file, boolean inUse, SecureRandom random) throws IOException {
        if (inUse) {
            throw new DatabaseRefused("the master key file " + file + " is missing, but there is a database beside it:"
                    + " restore the file from where you keep it");
        }
        DataDirectory.make(file.toAbsolutePath().getParent());
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        Path draft =
                file.resolveSibling(file.getFileName() + "." + HexFormat.of().formatHex(suffix));
        try {
            write(draft, SecretBytes.random(random, BYTES));
            publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, SecretBytes key) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        String digits = key.expose(HexFormat.of()::formatHex);
        try (var channel = FileChannel.open(draft, options, owner)) {
            channel.write(ByteBuffer.wrap((digits + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /// A hard link appears whole or not at all, and never over another process's key.
    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
            DataDirectory.force(file.toAbsolutePath().getParent());
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            return;
        }
    }
}
