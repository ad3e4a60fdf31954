package dev.licet.drm.wire;

import java.util.List;

/// What a rights manager answers, as far as anybody but the client can tell.
public sealed interface PlayReadyAnswer {
    /// The longest answer that is looked at, in bytes.
    int MAX_BYTES = 1024 * 1024;

    /// It has done what it was asked.
    ///
    /// @param operation what that was
    /// @param licenses  the text of each license, which only the client can read; none for other operations
    record Done(PlayReadyOperation operation, List<String> licenses) implements PlayReadyAnswer {
        public Done {
            licenses = List.copyOf(licenses);
        }
    }

    /// It has not.
    record Refused(PlayReadyFault fault) implements PlayReadyAnswer {}

    /// Reads an answer.
    ///
    /// @throws MalformedMessage when it is neither
    static PlayReadyAnswer read(byte[] body) throws MalformedMessage {
        var envelope = XmlElement.read(body, MAX_BYTES);
        if (!envelope.name().equals("Envelope")) throw new MalformedMessage("SOAP: no envelope");
        var fault = PlayReadyFault.in(envelope);
        return fault.isPresent() ? new Refused(fault.get()) : done(envelope);
    }

    private static PlayReadyAnswer done(XmlElement envelope) throws MalformedMessage {
        var answer = PlayReadyRequest.content(envelope);
        String suffix = "Response";
        var operation = PlayReadyOperation.named(
                        answer.name().endsWith(suffix)
                                ? answer.name().substring(0, answer.name().length() - suffix.length())
                                : "")
                .orElseThrow(() -> new MalformedMessage("SOAP: no answer of PlayReady"));
        var licenses = answer.at(operation.element() + "Result", "Response", "LicenseResponse", "Licenses").stream()
                .flatMap(all -> all.all("License").stream())
                .map(license -> license.text().strip())
                .toList();
        return new Done(operation, licenses);
    }
}
