package dev.licet.domain.request;

import java.util.Optional;

/// What the body of a form POST looks like at first sight. Only one form is read, that of HTML forms; the others are
/// recognised so that their senders learn why nothing of it was understood.
enum BodyForm {
    /// `application/x-www-form-urlencoded`, or nothing.
    FORM(""),
    /// The same, and a line break behind the last value, which then belongs to it.
    LINE_BREAK("The body ends with a line break, which belongs to its last value: send the body without it."),
    JSON("The body looks like JSON, which is not read: send name=value pairs as application/x-www-form-urlencoded."),
    MULTIPART("The body looks like multipart/form-data, which is not read: send name=value pairs as "
            + "application/x-www-form-urlencoded."),
    XML("The body looks like XML, which is not read: send name=value pairs as application/x-www-form-urlencoded.");

    private final String advice;

    BodyForm(String advice) {
        this.advice = advice;
    }

    /// What its sender should know, if something is odd.
    Optional<String> advice() {
        return advice.isEmpty() ? Optional.empty() : Optional.of(advice);
    }

    static BodyForm of(byte[] body) {
        int start = start(body);
        if (start == body.length) return FORM;
        return switch (body[start]) {
            case '{', '[' -> JSON;
            case '<' -> XML;
            case '-' -> start + 1 < body.length && body[start + 1] == '-' ? MULTIPART : ending(body);
            default -> ending(body);
        };
    }

    /// Behind white space and a byte order mark.
    private static int start(byte[] body) {
        boolean mark = body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf;
        int i = mark ? 3 : 0;
        while (i < body.length && isSpace(body[i])) i++;
        return i;
    }

    private static BodyForm ending(byte[] body) {
        byte last = body[body.length - 1];
        return last == '\n' || last == '\r' ? LINE_BREAK : FORM;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
