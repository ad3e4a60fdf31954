package dev.licet.domain.packager;

import java.util.Optional;
import java.util.stream.Stream;

/// How the media are encrypted: a scheme of Common Encryption (ISO/IEC 23001-7), or since SPEKE 2.1 a method of
/// HLS (reference: speke-cpix.md 4).
public enum Scheme {
    /// AES-CTR.
    CENC("cenc"),
    /// AES-CTR, with a pattern.
    CENS("cens"),
    /// AES-CBC.
    CBC1("cbc1"),
    /// AES-CBC, with a pattern and one IV.
    CBCS("cbcs"),
    /// Whole segments of HLS.
    AES_128("AES-128"),
    /// Samples of HLS in AES-CBC.
    SAMPLE_AES("SAMPLE-AES"),
    /// Samples of HLS in AES-CTR.
    SAMPLE_AES_CTR("SAMPLE-AES-CTR");

    private final String word;

    Scheme(String word) {
        this.word = word;
    }

    /// As CPIX writes it.
    public String word() {
        return word;
    }

    /// The scheme with that word; letters count.
    public static Optional<Scheme> named(String word) {
        return Stream.of(values()).filter(scheme -> scheme.word.equals(word)).findFirst();
    }

    /// Whether blocks are chained, so that there is an IV for a whole sample.
    public boolean isCbc() {
        return switch (this) {
            case CBC1, CBCS, AES_128, SAMPLE_AES -> true;
            case CENC, CENS, SAMPLE_AES_CTR -> false;
        };
    }

    /// The scheme of Common Encryption that samples of this one are in; empty for whole segments.
    public Optional<Scheme> common() {
        return switch (this) {
            case CENC, CENS, CBC1, CBCS -> Optional.of(this);
            case SAMPLE_AES -> Optional.of(CBCS);
            case SAMPLE_AES_CTR -> Optional.of(CENC);
            case AES_128 -> Optional.empty();
        };
    }
}
