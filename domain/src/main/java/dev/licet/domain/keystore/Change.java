package dev.licet.domain.keystore;

import java.util.Optional;

/// What a caller wants done with one member of a key object.
public sealed interface Change<T> {
    /// The member was not sent.
    record Keep<T>() implements Change<T> {}

    /// The member was sent as `null`.
    record Clear<T>() implements Change<T> {}

    /// The member was sent with a value.
    record Put<T>(T value) implements Change<T> {}

    /// The member afterwards.
    default Optional<T> over(Optional<T> before) {
        return switch (this) {
            case Keep<T>() -> before;
            case Clear<T>() -> Optional.empty();
            case Put<T>(T value) -> Optional.of(value);
        };
    }

    /// The value that was sent, if one was.
    default Optional<T> sent() {
        return over(Optional.empty());
    }
}
