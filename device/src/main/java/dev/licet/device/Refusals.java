package dev.licet.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.drm.wire.PlayReadyFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a refusal in any of the forms that servers write: JSON, an HTML page, plain text.
final class Refusals {
    private static final Pattern CODE_AND_TEXT = Pattern.compile("\\[(-\\d{1,6})]\\s*([^<\\r\\n]*)");
    private static final Pattern PREFIX = Pattern.compile("^\\[-\\d{1,6}]\\s*");
    private static final Pattern CODE = Pattern.compile("-\\d{1,6}");
    private static final int MAX_MESSAGE = 300;

    private Refusals() {}

    static Outcome.Refused read(Http.Reply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        var found = text.stripLeading().startsWith("{") ? json(text) : page(text);
        var code = reply.header("Licet-Code").flatMap(Refusals::number).or(found::code);
        return new Outcome.Refused(reply.status(), code, found.message(), reply.header("X-Request-Id"));
    }

    /// A refusal in the words of PlayReady: the text of the service's own is in the fault's custom data.
    static Outcome.Refused fault(Http.Reply reply, PlayReadyFault fault) {
        String custom = fault.customData().orElse("").strip();
        var found = custom.startsWith("{") ? json(custom) : new Found(Optional.empty(), printable(custom));
        var code = reply.header("Licet-Code").flatMap(Refusals::number).or(found::code);
        String status = PlayReadyFault.hex(fault.status());
        String message = found.message().isEmpty() ? printable(fault.words()) : found.message();
        return new Outcome.Refused(
                reply.status(), code, (status + " " + message).strip(), reply.header("X-Request-Id"));
    }

    private record Found(Optional<Integer> code, String message) {}

    private static Found json(String text) {
        Optional<Integer> code = Optional.empty();
        String message = "";
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("code")) code = number(json.getText());
                else if (name.equals("message")) message = json.getText();
                else json.skipChildren();
            }
        } catch (IOException notJson) {
            return page(text);
        }
        return new Found(code, printable(PREFIX.matcher(message).replaceFirst("")));
    }

    private static Found page(String text) {
        var match = CODE_AND_TEXT.matcher(text);
        if (!match.find()) return new Found(Optional.empty(), "");
        return new Found(number(match.group(1)), printable(match.group(2).strip()));
    }

    private static Optional<Integer> number(String text) {
        return CODE.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /// What a server sends goes to a terminal.
    private static String printable(String text) {
        var visible = new StringBuilder();
        text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .limit(MAX_MESSAGE)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
