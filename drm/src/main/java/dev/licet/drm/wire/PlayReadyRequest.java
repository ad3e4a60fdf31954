package dev.licet.drm.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a PlayReady client posts: a SOAP 1.1 envelope, or that envelope in the key message of a browser, which
/// a page
/// has forgotten to take out (reference: playready.md 3).
///
/// @param operation what it asks for
/// @param envelope  the bytes of the envelope, exactly as the client made them
/// @param wrapped   whether they came in a key message
/// @param challenge what stands in the clear, where a license is asked for
public record PlayReadyRequest(
        PlayReadyOperation operation, byte[] envelope, boolean wrapped, Optional<PlayReadyChallenge> challenge) {
    /// The namespace of the operations.
    public static final String PROTOCOLS = "http://schemas.microsoft.com/DRM/2007/03/protocols";
    /// The namespace of challenges and answers.
    public static final String MESSAGES = PROTOCOLS + "/messages";
    /// The namespace of SOAP 1.1 envelopes.
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    /// The longest message that is read, in bytes.
    public static final int MAX_BYTES = 64 * 1024;

    private static final String KEY_MESSAGE = "PlayReadyKeyMessage";

    public PlayReadyRequest {
        envelope = envelope.clone();
    }

    @Override
    public byte[] envelope() {
        return envelope.clone();
    }

    /// How the envelope is to be labelled when it is sent on.
    public String mediaType() {
        boolean utf8 = XmlElement.encoding(envelope).equals(StandardCharsets.UTF_8);
        return "text/xml; charset=" + (utf8 ? "utf-8" : "utf-16");
    }

    /// Reads an envelope or a key message.
    ///
    /// @throws MalformedMessage for everything else
    public static PlayReadyRequest read(byte[] body) throws MalformedMessage {
        var root = XmlElement.read(body, MAX_BYTES);
        if (!root.name().equals(KEY_MESSAGE)) return envelope(root, body, false);
        byte[] inner = challengeIn(root);
        return envelope(XmlElement.read(inner, MAX_BYTES), inner, true);
    }

    private static byte[] challengeIn(XmlElement keyMessage) throws MalformedMessage {
        String text = keyMessage
                .textAt("LicenseAcquisition", "Challenge")
                .orElseThrow(() -> new MalformedMessage("key message: no challenge"));
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedMessage("key message: the challenge is not base64");
        }
    }

    private static PlayReadyRequest envelope(XmlElement root, byte[] bytes, boolean wrapped) throws MalformedMessage {
        if (!root.namespace().equals(SOAP) || !root.name().equals("Envelope")) {
            throw new MalformedMessage("SOAP: no envelope of SOAP 1.1");
        }
        var asked = root.child("Body").map(XmlElement::children).stream()
                .flatMap(children -> children.stream().limit(1))
                .findFirst()
                .orElseThrow(() -> new MalformedMessage("SOAP: nothing in the body"));
        var operation = PlayReadyOperation.named(asked.name())
                .filter(known -> asked.namespace().equals(PROTOCOLS))
                .orElseThrow(() -> new MalformedMessage("SOAP: no operation of PlayReady"));
        Optional<PlayReadyChallenge> challenge = operation == PlayReadyOperation.ACQUIRE_LICENSE
                ? Optional.of(PlayReadyChallenge.read(asked))
                : Optional.empty();
        return new PlayReadyRequest(operation, bytes, wrapped, challenge);
    }
}
