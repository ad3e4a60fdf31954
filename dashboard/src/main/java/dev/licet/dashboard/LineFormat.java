package dev.licet.dashboard;

import dev.licet.domain.Ascii;
import java.util.Optional;
import java.util.stream.Stream;

/// How a file of lines is written.
public enum LineFormat {
    /// One JSON object per line.
    JSONL("application/jsonl"),
    /// RFC 4180, with a line of names first.
    CSV("text/csv");

    private final String mediaType;

    LineFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The one that addresses call so.
    static Optional<LineFormat> named(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /// What people call it, which is also how names of such files end.
    public String word() {
        return Ascii.lower(name());
    }

    /// For an answer over HTTP.
    public String mediaType() {
        return mediaType;
    }
}
