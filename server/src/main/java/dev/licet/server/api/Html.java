package dev.licet.server.api;

import dev.licet.http.Reply;

/// Small pages without script.
final class Html {
    /// Loads nothing, sends nothing, stands in no frame.
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Html() {}

    static Reply page(int status, String text) {
        return Reply.of(status, "text/html; charset=utf-8", text).with("Content-Security-Policy", POLICY);
    }

    /// Text as content of an element. Characters that HTML forbids become U+FFFD.
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        boolean noncharacter = (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return !Character.isISOControl(c) && !noncharacter && !surrogate;
    }
}
