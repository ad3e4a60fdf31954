package dev.licet.keys.xml;

import java.util.Objects;

/// These bytes are no XML document that we read.
public final class MalformedXml extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence for the caller, without a final stop; it quotes nothing of the document
    MalformedXml(String message) {
        super(message, null, false, false);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
