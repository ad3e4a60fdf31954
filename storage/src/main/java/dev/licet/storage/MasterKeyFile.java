package dev.licet.storage;

import dev.licet.crypto.HardwareKey;
import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The file of the master key: 64 hexadecimal digits, or what a hardware module made of the key, which is worthless
/// without that module.
///
/// While it is being replaced, the new key waits in a file whose name ends in `.next`; afterwards the old one is kept
/// under a name that ends in `.previous`, because older backups need it. What is never written over is a key in use.
public final class MasterKeyFile {
    private static final System.Logger LOGGER = System.getLogger(MasterKeyFile.class.getName());
    private static final byte[] LABEL = "licet master key 1".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Optional<HardwareKey> module;

    private MasterKeyFile(Path file, Optional<HardwareKey> module) {
        this.file = file;
        this.module = module;
    }

    /// The key itself, readable by its owner alone.
    public static MasterKeyFile plain(Path file) {
        return new MasterKeyFile(file, Optional.empty());
    }

    /// The key, wrapped by an AES key in a hardware module. That key is made when the file has yet to be made, too.
    /// Throws [DatabaseRefused] with advice when the module does not serve.
    public static MasterKeyFile wrapped(Path file, HardwareKey.Place place) {
        try {
            Optional<HardwareKey> found = HardwareKey.find(place);
            if (found.isEmpty() && FileFault.isThere(file)) {
                throw new DatabaseRefused("the PKCS#11 token has no AES key " + place.label()
                        + ", but the master key file " + file + " was wrapped by one: configure that one");
            }
            return new MasterKeyFile(file, found.or(() -> Optional.of(HardwareKey.make(place))));
        } catch (HardwareKey.Unavailable unavailable) {
            throw new DatabaseRefused(unavailable.getMessage(), unavailable);
        }
    }

    /// Refuses, with [DatabaseRefused], a missing file for a database that is there already: a fresh key would
    /// not open it, and an operator who found the fresh key would take it for the real one. To be asked before
    /// anything is made, in the file or in a hardware module.
    ///
    /// @param database whether there is a database already; asked only when the file is missing
    public static void refuseToReplace(Path file, Place place, BooleanSupplier database) {
        // A third look, because whoever makes the two makes the key first.
        if (FileFault.isThere(file) || !database.getAsBoolean() || FileFault.isThere(file)) return;
        throw new DatabaseRefused("the master key file " + file + " is missing, but there is a database "
                + place.words() + " already: restore the file from where you keep it");
    }

    /// The key in the file. A missing file is made. Throws [DatabaseRefused] with advice when the key cannot be had.
    public MasterKey open(SecureRandom random) {
        if (!FileFault.isThere(file)) make(random);
        try {
            return new MasterKey(read(file), successor());
        } catch (IOException unreadable) {
            throw new DatabaseRefused(
                    "cannot read the master key file " + file + ": " + FileFault.words(file, unreadable), unreadable);
        } catch (HardwareKey.Unavailable unavailable) {
            throw new DatabaseRefused(unavailable.getMessage(), unavailable);
        }
    }

    private Optional<MasterKey.Successor> successor() throws IOException {
        try {
            return Optional.of(new MasterKey.Successor(read(next()), Optional.of(this)));
        } catch (NoSuchFileException noRotation) {
            return Optional.empty();
        }
    }

    private SecretBytes read(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        return module.isPresent() ? unwrapped(module.get(), path, text) : plain(path, text);
    }

    private static SecretBytes plain(Path path, String text) {
        return MasterKey.parse(text)
                .map(MasterKey::bytes)
                .orElseThrow(() ->
                        new DatabaseRefused("the master key file " + path + " does not hold 64 hexadecimal digits"));
    }

    private static SecretBytes unwrapped(HardwareKey module, Path path, String text) {
        String digits = text.strip();
        boolean hex = digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit);
        return (hex ? module.unwrap(HexFormat.of().parseHex(digits), LABEL) : Optional.<SecretBytes>empty())
                .filter(key -> key.length() == MasterKey.BYTES)
                .orElseThrow(() -> new DatabaseRefused("the key in the PKCS#11 token does not open the master key file "
                        + path + ": configure the token that it was made with, or restore the file"));
    }

    private void make(SecureRandom random) {
        try {
            DataDirectory.make(directory());
            publish(SecretBytes.random(random, MasterKey.BYTES), file, random);
        } catch (IOException unwritable) {
            throw new DatabaseRefused(
                    "cannot make the master key file " + file + ": " + FileFault.words(file, unwritable), unwritable);
        } catch (HardwareKey.Unavailable unavailable) {
            throw new DatabaseRefused(unavailable.getMessage(), unavailable);
        }
    }

    /// A hard link appears whole or not at all, and never over another process's key.
    private void publish(SecretBytes key, Path where, SecureRandom random) throws IOException {
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        Path draft =
                where.resolveSibling(where.getFileName() + "." + HexFormat.of().formatHex(suffix));
        try {
            write(draft, key, random);
            Files.createLink(where, draft);
            DataDirectory.force(directory());
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(Path draft, SecretBytes key, SecureRandom random) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        String digits = module.map(inside -> HexFormat.of().formatHex(inside.wrap(key, LABEL, random)))
                .orElseGet(() -> key.expose(HexFormat.of()::formatHex));
        try (var channel = FileChannel.open(draft, options, owner)) {
            channel.write(ByteBuffer.wrap((digits + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /// The key that is to take over: a fresh one, on disk, or the one that an earlier rotation left there.
    SecretBytes draftNext(SecureRandom random) {
        try {
            if (!Files.exists(next())) publish(SecretBytes.random(random, MasterKey.BYTES), next(), random);
            return read(next());
        } catch (IOException unwritable) {
            throw new DatabaseRefused(
                    "cannot write or read " + next() + ": " + FileFault.words(next(), unwritable), unwritable);
        }
    }

    /// The waiting key has taken over in the database: gives it the name of the key. Does nothing when that was done.
    void promoteNext() {
        try {
            if (!Files.exists(next())) return;
            Files.deleteIfExists(previous());
            Files.createLink(previous(), file);
            Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE);
            DataDirectory.force(directory());
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "the database opens with the new master key, now in " + file + "; the old one is in " + previous());
        } catch (NoSuchFileException | FileAlreadyExistsException anotherProcessDoesIt) {
            LOGGER.log(System.Logger.Level.DEBUG, "another process gave the new master key its name");
        } catch (IOException unwritable) {
            throw new DatabaseRefused(notRenamed(), unwritable);
        }
    }

    private String notRenamed() {
        return "the database opens with the master key in " + next() + ", which could not be renamed to " + file
                + ": do that by hand";
    }

    private Path next() {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private Path previous() {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    private Path directory() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
