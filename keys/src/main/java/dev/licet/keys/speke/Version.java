package dev.licet.keys.speke;

import java.util.Optional;

/// A version of SPEKE.
public enum Version {
    /// The first, which has no header field.
    V1("1.0", ""),
    /// With encryption contracts.
    V2_0("2.0", "2.3"),
    /// With times of periods and with what licenses demand.
    V2_1("2.1", "2.4");

    private final String word;
    private final String cpix;

    Version(String word, String cpix) {
        this.word = word;
        this.cpix = cpix;
    }

    /// As `X-Speke-Version` writes it.
    public String word() {
        return word;
    }

    /// The `CPIX@version` that goes with it; empty where there is none.
    String cpix() {
        return cpix;
    }

    boolean isFirst() {
        return this == V1;
    }

    /// By the header field; without one it is the first.
    static Optional<Version> of(Optional<String> field) {
        if (field.isEmpty()) return Optional.of(V1);
        for (Version version : values()) if (version.word.equals(field.get())) return Optional.of(version);
        return Optional.empty();
    }
}
