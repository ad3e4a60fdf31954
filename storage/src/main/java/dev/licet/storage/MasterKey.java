package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// The key under which everything secret in the database is sealed. Without it the secrets cannot be read. It
/// is not part of the database, so it needs a backup of its own, kept elsewhere.
///
/// @param bytes     32 bytes
/// @param successor the key that a rotation is changing to, or was when it was cut short
public record MasterKey(SecretBytes bytes, Optional<Successor> successor) {
    /// Length in bytes.
    public static final int BYTES = 32;

    /// A key that may have taken over already.
    ///
    /// @param bytes 32 bytes
    /// @param file  where it waits to become the key; empty when the operator keeps keys in environment variables
    public record Successor(SecretBytes bytes, Optional<MasterKeyFile> file) {}

    public MasterKey {
        if (bytes.length() != BYTES) throw new IllegalArgumentException("master key: must have 32 bytes");
    }

    /// A key that no rotation is replacing.
    public MasterKey(SecretBytes bytes) {
        this(bytes, Optional.empty());
    }

    /// Reads 64 hexadecimal digits, as from an environment variable; empty for anything else.
    public static Optional<MasterKey> parse(String text) {
        String digits = text.strip();
        boolean good = digits.length() == 2 * BYTES && digits.chars().allMatch(HexFormat::isHexDigit);
        return good ? Optional.of(new MasterKey(SecretBytes.parseHex(digits))) : Optional.empty();
    }

    /// The key in `file`, for an embedded database beside it; see [MasterKeyFile#open].
    public static MasterKey inFile(Path file, SecureRandom random) {
        var place =
                new Place.Embedded(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        MasterKeyFile.refuseToReplace(file, place, () -> Database.isThere(place, Duration.ZERO));
        return MasterKeyFile.plain(file).open(random);
    }

    /// The same, while a rotation to `next` may be under way.
    public MasterKey before(MasterKey next) {
        return new MasterKey(bytes, Optional.of(new Successor(next.bytes(), Optional.empty())));
    }
}
