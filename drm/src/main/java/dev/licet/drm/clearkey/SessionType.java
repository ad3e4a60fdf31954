package dev.licet.drm.clearkey;

import java.util.Optional;
import java.util.stream.Stream;

/// How long a CDM means to keep its keys.
enum SessionType {
    /// Until the page is closed.
    TEMPORARY("temporary"),
    /// Until the page throws them away.
    PERSISTENT("persistent-license");

    private final String word;

    SessionType(String word) {
        this.word = word;
    }

    /// As in requests and answers.
    String word() {
        return word;
    }

    static Optional<SessionType> named(String word) {
        return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
