package dev.licet.keys.license;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// How an answer of `getlicense` begins (reference: widevine.md 3.4).
public enum LicenseStatus {
    /// A license follows, or what else was asked for.
    OK,
    /// The signature is not that of the signer.
    SIGNATURE_FAILED,
    /// The caller gets nothing: no such signer, or its account may not.
    ACCESS_DENIED,
    /// The message cannot be read.
    MALFORMED_REQUEST,
    /// The message asks for what no license given here can say.
    INVALID_REQUEST,
    /// The challenge cannot be read, or its device is not one that is trusted.
    INVALID_LICENSE_CHALLENGE,
    /// The device gets no license like that. A word of our own: proxies take one that they do not know for a refusal.
    LICENSE_DENIED,
    /// Something failed here; it may succeed when it is asked for again.
    INTERNAL_ERROR;

    private static final int UNREADABLE_CHALLENGE = 106;
    private static final Set<Refusal> OF_ACCOUNTS = EnumSet.of(
            Refusal.AUTHENTICATOR_INVALID, Refusal.ACCOUNT_DISABLED, Refusal.WIDEVINE_DISABLED, Refusal.BALANCE_EMPTY);

    /// The number that says more, where there is one.
    OptionalInt number() {
        return this == INVALID_LICENSE_CHALLENGE ? OptionalInt.of(UNREADABLE_CHALLENGE) : OptionalInt.empty();
    }

    /// That of a refusal.
    public static LicenseStatus of(Refused why) {
        return switch (why.blame()) {
            case BUSY, SERVICE -> INTERNAL_ERROR;
            case REQUEST -> ofRequest(why);
        };
    }

    private static LicenseStatus ofRequest(Refused why) {
        if (why.why() == Refusal.LICENSE_REQUEST) return INVALID_REQUEST;
        if (why.why() == Refusal.DEVICE_NOT_AUTHENTICATED) return INVALID_LICENSE_CHALLENGE;
        return OF_ACCOUNTS.contains(why.why()) ? ACCESS_DENIED : LICENSE_DENIED;
    }
}
