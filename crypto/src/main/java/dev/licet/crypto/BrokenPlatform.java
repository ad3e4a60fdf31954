package dev.licet.crypto;

import java.security.GeneralSecurityException;

/// The Java platform lacks an algorithm that every JDK must have, or refuses sizes that this module has checked.
/// Never caused by input; the message names an algorithm and never carries data.
public final class BrokenPlatform extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BrokenPlatform(String algorithm, GeneralSecurityException cause) {
        super("this Java platform cannot do " + algorithm + ": "
                + cause.getClass().getSimpleName());
    }
}
