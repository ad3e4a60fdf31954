package dev.licet.domain.packager;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import java.util.Optional;

/// Who asks for keys, and how.
///
/// @param account     whose keys
/// @param environment in which environment
/// @param requestId   the id that the caller gets back
/// @param door        the interface in a word, e.g. `speke 2.1`; for the record
/// @param caller      what the packager calls itself, as of a `User-Agent`; cut to 100 characters, may be empty
/// @param kek         what opens and wraps keys that do not come from a seed
public record PackagerCall(
        AccountId account, Environment environment, String requestId, String door, String caller, Optional<Kek> kek) {
    private static final int LONGEST_CALLER = 100;

    public PackagerCall {
        caller = shortened(caller);
    }

    private static String shortened(String text) {
        var printable = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_CALLER)
                .forEach(printable::appendCodePoint);
        return printable.toString().strip();
    }
}
