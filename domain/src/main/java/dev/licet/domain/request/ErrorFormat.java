package dev.licet.domain.request;

import java.util.Optional;

/// In which form a refusal is told.
public enum ErrorFormat {
    /// A small page, the default.
    HTML,
    /// An object with `code` and `message`.
    JSON;

    /// What the caller asked for; [#HTML] when that is absent or is no format.
    public static ErrorFormat asked(Parameters parameters) {
        return parameters.value("errorFormat") instanceof Parameters.Value.Text(String text)
                ? named(text).orElse(HTML)
                : HTML;
    }

    static Optional<ErrorFormat> named(String text) {
        return switch (text) {
            case "html" -> Optional.of(HTML);
            case "json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
