package dev.licet.domain.packager;

import dev.licet.domain.Ascii;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What reads the signalling of encrypted media, by its registered id (reference: speke-cpix.md 6).
public enum ProtectionSystem {
    /// Google's.
    WIDEVINE("widevine", "edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"),
    /// Microsoft's.
    PLAYREADY("playready", "9a04f079-9840-4286-ab92-e65be0885f95"),
    /// Apple's.
    FAIRPLAY("fairplay", "94ce86fb-07ff-4f43-adb8-93d2fa968ca2"),
    /// The W3C's common box, which any system can read.
    COMMON("common", "1077efec-c0b2-4d02-ace3-3c1e52e2fb4b"),
    /// Whole segments of HLS, whose key is fetched in clear.
    AES_128("aes-128", "3ea8778f-7742-4bf9-b18b-e834b2acbd47"),
    /// The same by the id that SPEKE 1.0 has for it.
    AES_128_V1("aes-128-v1", "81376844-f976-481e-a84e-cc25d39b0b33");

    private final String word;
    private final UUID id;

    ProtectionSystem(String word, String id) {
        this.word = word;
        this.id = UUID.fromString(id);
    }

    /// The word in records and parameters.
    public String word() {
        return word;
    }

    /// The registered id.
    public UUID id() {
        return id;
    }

    /// The system with that id, written with hyphens in either case.
    public static Optional<ProtectionSystem> withId(String text) {
        String id = Ascii.lower(text);
        return Stream.of(values())
                .filter(system -> system.id.toString().equals(id))
                .findFirst();
    }

    /// The system with that word.
    public static Optional<ProtectionSystem> named(String word) {
        return Stream.of(values()).filter(system -> system.word.equals(word)).findFirst();
    }

    /// Whether it can play media of that scheme (reference: speke-cpix.md 6).
    public boolean plays(Scheme scheme) {
        return switch (this) {
            case WIDEVINE, COMMON -> scheme != Scheme.AES_128;
            case PLAYREADY ->
                scheme == Scheme.CENC
                        || scheme == Scheme.CBCS
                        || scheme == Scheme.SAMPLE_AES
                        || scheme == Scheme.SAMPLE_AES_CTR;
            case FAIRPLAY -> scheme == Scheme.CBCS || scheme == Scheme.SAMPLE_AES;
            case AES_128, AES_128_V1 -> scheme == Scheme.CBC1 || scheme == Scheme.AES_128;
        };
    }
}
