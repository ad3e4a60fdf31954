package dev.licet.crypto;

/// These bytes are not what they should be in BER. Everyday business: it has no stack.
final class NotBer extends Exception {
    private static final long serialVersionUID = 1L;

    NotBer(String what) {
        super(what, null, false, false);
    }
}
