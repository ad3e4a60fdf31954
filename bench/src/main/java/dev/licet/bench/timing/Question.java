package dev.licet.bench.timing;

import dev.licet.crypto.SecretBytes;
import java.util.List;
import java.util.function.UnaryOperator;

/// Whether an observer could tell two classes of inputs apart by how long they take.
///
/// @param place  what is measured
/// @param one    words for the first class
/// @param other  words for the second
/// @param inputs of both
/// @param work   what is done with one
record Question<T>(String place, String one, String other, Inputs<T> inputs, Work<T> work) {
    /// Many of each class, so that the accidents of one do not look like its class.
    ///
    /// @param copy makes each anew before it is taken: where it lies in memory would tell the classes apart
    record Inputs<T>(List<T> one, List<T> other, UnaryOperator<T> copy) {
        Inputs {
            if (one.size() != other.size()) throw new IllegalArgumentException("as many of each class");
            one = List.copyOf(one);
            other = List.copyOf(other);
        }

        static Inputs<byte[]> bytes(List<byte[]> one, List<byte[]> other) {
            return new Inputs<>(one, other, byte[]::clone);
        }

        static Inputs<String> texts(List<String> one, List<String> other) {
            return new Inputs<>(one, other, text -> new String(text.toCharArray()));
        }

        static Inputs<SecretBytes> secrets(List<SecretBytes> one, List<SecretBytes> other) {
            return new Inputs<>(one, other, secret -> secret.slice(0, secret.length()));
        }
    }

    /// What is measured.
    interface Work<T> {
        /// @return what came of it, so that no compiler leaves it out
        Object of(T input) throws Exception;
    }
}
