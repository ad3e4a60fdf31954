package dev.licet.dashboard;

import dev.licet.domain.request.Parameters;
import dev.licet.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A form with files (RFC 7578), as browsers send it. The listener has bounded its size already.
///
/// @param parts in order
record Multipart(List<Part> parts) {
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data\\s*;\\s*boundary=\"?([A-Za-z0-9'()+_,./:=?-]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[;\\s]filename=\"");
    private static final int MOST = 64;

    /// One field or file. It does not print: it may be a private key, and the name is the sender's.
    record Part(String name, boolean file, byte[] bytes) {
        @Override
        public String toString() {
            return "Part[" + bytes.length + " bytes]";
        }
    }

    /// Reads a body of that kind; empty when the request has none, or a broken one.
    static Optional<Multipart> read(Request request) {
        Matcher type = BOUNDARY.matcher(request.fields().first("Content-Type").orElse(""));
        return type.matches() ? Optional.of(new Multipart(parts(request.body(), type.group(1)))) : Optional.empty();
    }

    /// Latin-1 maps bytes to characters one to one, so that searching text is searching bytes.
    private static List<Part> parts(byte[] body, String boundary) {
        var parts = new ArrayList<Part>();
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String mark = "\r\n--" + boundary;
        int at = text.indexOf(mark);
        for (int seen = 0; at >= 0 && seen < MOST; seen++) {
            int start = at + mark.length();
            int end = text.indexOf(mark, start);
            if (end < 0 || !text.startsWith("\r\n", start)) return parts;
            part(text.substring(start, end)).ifPresent(parts::add);
            at = end;
        }
        return parts;
    }

    private static Optional<Part> part(String text) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) return Optional.empty();
        String head = text.substring(0, blank);
        Matcher name = NAME.matcher(head);
        if (!name.find()) return Optional.empty();
        byte[] bytes = bytes(text.substring(blank + 4));
        return Optional.of(
                new Part(utf8(bytes(name.group(1))), FILE.matcher(head).find(), bytes));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The fields that are no files. Names are encoded like values, so that none can smuggle in another field.
    Parameters texts() {
        String form = parts.stream()
                .filter(part -> !part.file())
                .map(part -> encoded(part.name()) + "=" + encoded(utf8(part.bytes())))
                .collect(Collectors.joining("&"));
        return Parameters.read("", form.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The files of that field that are not empty.
    List<byte[]> files(String name) {
        return parts.stream()
                .filter(part -> part.file() && part.name().equals(name) && part.bytes().length > 0)
                .map(Part::bytes)
                .toList();
    }
}
