package dev.licet.domain.request;

/// A request in the envelope of Google's two key interfaces (reference: widevine.md 3.2), its signature not looked at.
///
/// @param message   what is asked, byte for byte as it was signed
/// @param signature over the message
/// @param signer    who says to have signed it
public record Signed(byte[] message, byte[] signature, String signer) {
    public Signed {
        message = message.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] message() {
        return message.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /// Does not print the message, which may hold keys.
    @Override
    public String toString() {
        return "Signed[" + signer + "]";
    }
}
