package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.token.Extension;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// `wvExtension` and `fpExtension`, which may come any number of times, and the pair `extensionType` and
/// `extensionPayload` that they are short for (reference: token-api.md 9).
final class ExtensionFields {
    /// All payloads together, in bytes: a token travels in a URL.
    private static final int LARGEST_TOTAL = 4096;

    private static final String OUTPUT_CONTROL = "wudo";
    private static final int OUTPUT_CONTROL_BYTES = 4;

    private final String name;
    private final Refusal malformed;

    private ExtensionFields(String name, Refusal malformed) {
        this.name = name;
        this.malformed = malformed;
    }

    static void read(TokenDraft draft) throws BadParameter {
        draft.extensions = read(draft.fields(), draft.drm());
    }

    private static List<Extension> read(Fields fields, Drm drm) throws BadParameter {
        return switch (drm) {
            case WIDEVINE -> new ExtensionFields("wvExtension", Refusal.WV_EXTENSION).readAll(fields);
            case FAIRPLAY -> new ExtensionFields("fpExtension", Refusal.FP_EXTENSION).readAll(fields);
            case CLEARKEY -> onlyLongForm(fields);
            case PLAYREADY -> ofLetters(onlyLongForm(fields));
        };
    }

    private List<Extension> readAll(Fields fields) throws BadParameter {
        var extensions = new ArrayList<Extension>();
        for (Optional<String> text : fields.parameters().all(name)) {
            extensions.add(shortForm(text.orElseThrow(this::notUtf8)));
        }
        longForm(fields).ifPresent(extensions::add);
        int total = extensions.stream().mapToInt(e -> e.payload().length).sum();
        if (total > LARGEST_TOTAL || extensions.size() > 255) {
            throw BadParameter.of(name, malformed, "all extensions together may have 4096 bytes")
                    .hint("Send fewer or shorter extensions: at most 255, and 4096 bytes of payload.");
        }
        return extensions;
    }

    private static List<Extension> onlyLongForm(Fields fields) throws BadParameter {
        Optional<Extension> extension = longForm(fields);
        if (extension.isPresent() && extension.get().payload().length > LARGEST_TOTAL) {
            throw BadParameter.of("extensionPayload", Refusal.EXTENSION_PAYLOAD, "a payload may have 4096 bytes")
                    .hint("Send at most 4096 bytes of payload.");
        }
        return extension.stream().toList();
    }

    /// PlayReady's are numbers, written as four letters (reference: token-api.md 7).
    private static List<Extension> ofLetters(List<Extension> extensions) throws BadParameter {
        for (Extension extension : extensions) {
            if (extension.type().chars().allMatch(ExtensionFields::isLetter)) continue;
            throw BadParameter.of(
                            "extensionType", Refusal.EXTENSION_TYPE, "the extension type is not four letters of ASCII")
                    .hint("Send four letters, A to Z or a to z.");
        }
        return extensions;
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private BadParameter notUtf8() {
        return BadParameter.of(name, malformed, name + " is not valid UTF-8")
                .hint("Send " + name + " as percent-encoded UTF-8.");
    }

    private Extension shortForm(String text) throws BadParameter {
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw BadParameter.of(name, malformed, name + " has no comma")
                    .hint("Send four characters, a comma and base64: wudo,AAAAAA==.");
        }
        return extension(name, text.substring(0, comma), text.substring(comma + 1));
    }

    private static Optional<Extension> longForm(Fields fields) throws BadParameter {
        Optional<String> type = fields.filled("extensionType", Refusal.EXTENSION_TYPE);
        Optional<String> payload = fields.filled("extensionPayload", Refusal.EXTENSION_PAYLOAD);
        boolean any = fields.has("extensionType") || fields.has("extensionPayload");
        if (!any) return Optional.empty();
        if (type.isEmpty()) throw valueMissing("extensionType").hint("Send extensionType beside extensionPayload.");
        if (payload.isEmpty())
            throw valueMissing("extensionPayload").hint("Send extensionPayload beside extensionType.");
        return Optional.of(extension("extensionPayload", type.get(), payload.get()));
    }

    private static Extension extension(String name, String type, String payload) throws BadParameter {
        if (type.codePointCount(0, type.length()) != 4) {
            throw BadParameter.of(name, Refusal.EXTENSION_TYPE, "the extension type has not 4 characters")
                    .hint("Send a type of four characters, such as wudo.");
        }
        if (payload.isEmpty()) throw valueMissing(name);
        byte[] bytes = base64(payload)
                .orElseThrow(() -> BadParameter.of(name, Refusal.EXTENSION_PAYLOAD, "the payload is not base64"));
        if (type.equals(OUTPUT_CONTROL) && bytes.length != OUTPUT_CONTROL_BYTES) {
            throw BadParameter.of(
                    name, Refusal.OUTPUT_CONTROL_FLAG_LENGTH, "the wudo payload has " + bytes.length + " bytes");
        }
        return new Extension(type, bytes);
    }

    private static BadParameter valueMissing(String name) {
        return BadParameter.of(name, Refusal.VALUE_MISSING, name + " has no value");
    }

    /// Standard or URL alphabet, padding optional; a space is a `+` that was not percent-encoded.
    private static Optional<byte[]> base64(String text) {
        String standard = text.replace(' ', '+').replace('-', '+').replace('_', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
