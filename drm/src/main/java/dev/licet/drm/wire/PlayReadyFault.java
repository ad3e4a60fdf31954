package dev.licet.drm.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How a rights manager refuses: a SOAP fault with a status code, which clients hand to the application, and a
/// text of the service's own beside it (reference: playready.md 3).
///
/// @param status     32 bits
/// @param words      for people
/// @param customData for the application
public record PlayReadyFault(int status, String words, Optional<String> customData) {
    /// How a fault is labelled.
    public static final String MEDIA_TYPE = "text/xml; charset=utf-8";
    /// Something failed in the server.
    public static final int INTERNAL_ERROR = 0x8004C600;
    /// What was sent is no message of the protocol.
    public static final int INVALID_MESSAGE = 0x8004C601;
    /// The service has reasons of its own; `CustomData` says which.
    public static final int SERVICE_SPECIFIC = 0x8004C604;
    /// The device's certificate has been revoked.
    public static final int DEVICE_REVOKED = 0x8004C065;

    /// As the protocol writes it.
    public static String hex(int status) {
        return "0x%08X".formatted(status);
    }

    /// Reads `0x` and eight hexadecimal digits.
    public static Optional<Integer> status(String text) {
        return text.matches("0[xX][0-9a-fA-F]{8}")
                ? Optional.of(Integer.parseUnsignedInt(text.substring(2), 16))
                : Optional.empty();
    }

    /// The envelope, in UTF-8.
    public byte[] write() {
        String custom = customData
                .map(text -> "<CustomData>" + escaped(text) + "</CustomData>")
                .orElse("");
        return """
                <?xml version="1.0" encoding="utf-8"?>\
                <soap:Envelope xmlns:soap="%s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
                 xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><soap:Fault>\
                <faultcode>soap:Server</faultcode><faultstring>%s</faultstring>\
                <detail><Exception><StatusCode>%s</StatusCode>%s</Exception></detail>\
                </soap:Fault></soap:Body></soap:Envelope>""".formatted(PlayReadyRequest.SOAP, escaped(words), hex(status), custom)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What no XML document can hold becomes a question mark.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        boolean control = c < ' ' && c != '\t' && c != '\n';
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }

    /// The fault in an envelope, if there is one.
    static Optional<PlayReadyFault> in(XmlElement envelope) throws MalformedMessage {
        var fault = envelope.at("Body", "Fault");
        return fault.isPresent() ? Optional.of(read(fault.get())) : Optional.empty();
    }

    private static PlayReadyFault read(XmlElement fault) throws MalformedMessage {
        int status = fault.textAt("detail", "Exception", "StatusCode")
                .flatMap(PlayReadyFault::status)
                .orElse(INTERNAL_ERROR);
        return new PlayReadyFault(
                status, fault.textAt("faultstring").orElse(""), fault.textAt("detail", "Exception", "CustomData"));
    }
}
