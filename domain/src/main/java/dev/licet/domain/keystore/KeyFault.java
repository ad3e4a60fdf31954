package dev.licet.domain.keystore;

/// Why the key storage refuses, with the numbers of its published errors (reference: token-api.md 8.4).
public enum KeyFault {
    /// Something failed inside.
    INTERNAL(1),
    /// A parameter is missing, or it cannot be what it should.
    PARAMETER(2),
    /// The body is no key object.
    SYNTAX(3),
    /// There is a key with this kid, and the caller asked for a new one only.
    KID_EXISTS(4),
    /// The kek does not open the key.
    WRONG_KEK(5),
    /// There is no key with this kid. The published text gives it a status and no number; the kid is a parameter.
    NOT_FOUND(2);

    private final int code;

    KeyFault(int code) {
        this.code = code;
    }

    /// 1 to 5.
    public int code() {
        return code;
    }
}
