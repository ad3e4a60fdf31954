package dev.licet.drm.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a PlayReady client posts: a SOAP 1.1 envelope, or that envelope in the key message of a browser, which
/// a page has forgotten to take out (reference: playready.md 3).
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
    /// The longest envelope that is read, in bytes.
    public static final int MAX_BYTES = 64 * 1024;
    /// The longest key message: such an envelope in base64 and UTF-16, with what stands around it.
    public static final int MAX_WRAPPED_BYTES = 192 * 1024;

    private static final Set<String> IDS = Set.of("Id", "ID", "id");
    private static final String CUSTOM_DATA = "<CustomData>";
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
        boolean utf8 = XmlText.encoding(envelope).equals(StandardCharsets.UTF_8);
        return "text/xml; charset=" + (utf8 ? "utf-8" : "utf-16");
    }

    /// Reads an envelope or a key message.
    ///
    /// @throws MalformedMessage for everything else
    public static PlayReadyRequest read(byte[] body) throws MalformedMessage {
        var root = XmlElement.read(body, MAX_WRAPPED_BYTES);
        if (!root.name().equals(KEY_MESSAGE)) {
            if (body.length > MAX_BYTES) throw new MalformedMessage("SOAP: longer than " + MAX_BYTES + " bytes");
            return envelope(root, body, false);
        }
        byte[] inner = challengeIn(root);
        return envelope(XmlElement.read(inner, MAX_BYTES), inner, true);
    }

    /// The text that stands as `CustomData` in an envelope in UTF-8, found without reading XML. Whoever uses it must be
    /// able to tell by itself what it is worth, as a token can be told.
    public static Optional<String> customDataAtAGlance(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(CUSTOM_DATA) + CUSTOM_DATA.length();
        int end = text.indexOf('<', start);
        return start < CUSTOM_DATA.length() || end < 0 ? Optional.empty() : Optional.of(text.substring(start, end));
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
        var asked = content(root);
        var operation = PlayReadyOperation.named(asked.name())
                .filter(known -> asked.namespace().equals(PROTOCOLS))
                .orElseThrow(() -> new MalformedMessage("SOAP: no operation of PlayReady"));
        distinct(root, new HashSet<>());
        Optional<PlayReadyChallenge> challenge = operation == PlayReadyOperation.ACQUIRE_LICENSE
                ? Optional.of(PlayReadyChallenge.read(asked))
                : Optional.empty();
        return new PlayReadyRequest(operation, bytes, wrapped, challenge);
    }

    /// The one element in the body of an envelope. Of two, a license maker could answer the other one.
    static XmlElement content(XmlElement envelope) throws MalformedMessage {
        var body = envelope.only("Body").orElseThrow(() -> new MalformedMessage("SOAP: no body"));
        if (body.children().size() != 1) throw new MalformedMessage("SOAP: not one element in the body");
        return body.children().getFirst();
    }

    /// A signature names what it signs by its id, so no two elements may have the same.
    private static void distinct(XmlElement element, Set<String> seen) throws MalformedMessage {
        for (var attribute : element.attributes().entrySet()) {
            boolean id = IDS.contains(attribute.getKey());
            if (id && !seen.add(attribute.getValue())) throw new MalformedMessage("Two elements have one id");
        }
        for (XmlElement child : element.children()) distinct(child, seen);
    }
}
