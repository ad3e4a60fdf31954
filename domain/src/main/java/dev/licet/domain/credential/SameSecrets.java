package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;
import java.util.List;
import java.util.stream.IntStream;

/// Whether two lists hold the same secrets, without a look at which differs.
final class SameSecrets {
    private SameSecrets() {}

    static boolean in(List<SecretBytes> one, List<SecretBytes> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(i -> one.get(i).sameAs(other.get(i)));
    }
}
