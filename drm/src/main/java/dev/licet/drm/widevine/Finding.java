package dev.licet.drm.widevine;

import java.util.function.Function;

/// Something found good, or the reason why it is not, or why it is not for us to judge.
sealed interface Finding<T> {
    /// What was found.
    record Good<T>(T value) implements Finding<T> {}

    /// Why not: one sentence for the record, without a final stop.
    record Bad<T>(String why) implements Finding<T> {}

    /// Not for us to judge: another back end may know better. Why, as above.
    record Foreign<T>(String why) implements Finding<T> {}

    static <T> Finding<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Finding<T> bad(String why) {
        return new Bad<>(why);
    }

    static <T> Finding<T> foreign(String why) {
        return new Foreign<>(why);
    }

    /// The next step, unless this one failed.
    default <R> Finding<R> then(Function<T, Finding<R>> next) {
        return switch (this) {
            case Good<T>(var value) -> next.apply(value);
            case Bad<T>(var why) -> new Bad<>(why);
            case Foreign<T>(var why) -> new Foreign<>(why);
        };
    }
}
