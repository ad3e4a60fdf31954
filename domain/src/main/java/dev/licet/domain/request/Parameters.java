package dev.licet.domain.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// All parameters of one request, decoded once, in the order in which they came: first those of the query, then
/// those of the form. Names and values are case-sensitive.
public final class Parameters {
    /// More parameters than an honest caller sends; further ones are ignored.
    static final int MOST = 512;

    private enum Source {
        QUERY,
        FORM
    }

    private record Pair(Source source, String name, Optional<String> value) {}

    /// What was sent under one name that may come once.
    public sealed interface Value {
        /// Nothing.
        record Absent() implements Value {}

        /// One text, perhaps empty.
        record Text(String text) implements Value {}

        /// No text that one could act on: sent twice, sent with two values, or not UTF-8.
        ///
        /// @param reason one sentence without a final stop
        /// @param hint   what its sender can do about it
        record Unclear(String reason, String hint) implements Value {}
    }

    private final List<Pair> pairs;
    /// Dozens of names are asked for, and a few were sent.
    private final Map<String, List<Pair>> byName = new HashMap<>();
    private final BodyForm bodyForm;
    private final boolean cut;

    private Parameters(List<Pair> pairs, BodyForm bodyForm, boolean cut) {
        this.pairs = pairs;
        this.bodyForm = bodyForm;
        this.cut = cut;
        for (Pair pair : pairs) {
            byName.computeIfAbsent(pair.name(), _ -> new ArrayList<>(1)).add(pair);
        }
    }

    /// Reads `application/x-www-form-urlencoded` text (WHATWG URL standard section 5.1).
    ///
    /// @param rawQuery what follows the `?`, still encoded; may be empty
    /// @param formBody the body of a form POST; may be empty
    public static Parameters read(String rawQuery, byte[] formBody) {
        var pairs = new ArrayList<Pair>();
        int sent = readInto(pairs, Source.QUERY, rawQuery, 0);
        if (sent <= MOST) sent = readInto(pairs, Source.FORM, new String(formBody, StandardCharsets.ISO_8859_1), sent);
        return new Parameters(pairs, BodyForm.of(formBody), sent > MOST);
    }

    /// One whose name is not UTF-8 is nobody's, and counts.
    ///
    /// @param before how many were read before
    /// @return how many were read together; more than [#MOST] where not all of it was
    private static int readInto(List<Pair> pairs, Source source, String text, int before) {
        int sent = before;
        for (String part : text.split("&")) {
            if (part.isEmpty()) continue;
            if (++sent > MOST) return sent;
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            decode(name).ifPresent(decoded -> pairs.add(new Pair(source, decoded, decode(value))));
        }
        return sent;
    }

    /// Undoes percent-encoding and reads strict UTF-8. A percent sign without two digits is kept as it is.
    private static Optional<String> decode(String encoded) {
        if (isPlain(encoded)) return Optional.of(encoded);
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' && isEscape(encoded, i)) {
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else if (c < 0x100) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return strictUtf8(bytes.toByteArray());
    }

    private static Optional<String> strictUtf8(byte[] bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /// Most names and values are.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c >= 0x80) return false;
        }
        return true;
    }

    private static boolean isEscape(String text, int percent) {
        return percent + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(percent + 1))
                && HexFormat.isHexDigit(text.charAt(percent + 2));
    }

    /// The value of a parameter that may come once. The same value in both query and form counts as once.
    public Value value(String name) {
        List<Pair> sent = sent(name);
        if (sent.size() == 1 && sent.getFirst().value().isPresent()) {
            return new Value.Text(sent.getFirst().value().get());
        }
        if (sent.isEmpty()) return new Value.Absent();
        if (sent.stream().anyMatch(pair -> pair.value().isEmpty())) {
            return new Value.Unclear(name + " is not valid UTF-8", "Send " + name + " as percent-encoded UTF-8.");
        }
        boolean twice = sent.stream().map(Pair::source).distinct().count() < sent.size();
        if (twice) return new Value.Unclear(name + " was sent more than once", "Send " + name + " once.");
        boolean same = sent.stream().map(Pair::value).distinct().count() == 1;
        return same
                ? new Value.Text(sent.getFirst().value().orElseThrow())
                : new Value.Unclear(
                        name + " has one value in the query and another in the body",
                        "Send " + name + " once, in the query or in the body.");
    }

    /// Why one of these, each of which may come once, says nothing; empty when all can be read or are absent.
    public Optional<String> unclear(String... once) {
        for (String name : once) {
            if (value(name) instanceof Value.Unclear(String reason, String hint)) return Optional.of(reason);
        }
        return Optional.empty();
    }

    /// The first readable value under `name`, for parameters about which nobody needs to be strict.
    public Optional<String> first(String name) {
        List<Pair> sent = sent(name);
        return sent.isEmpty() ? Optional.empty() : sent.getFirst().value();
    }

    /// Every value under `name`, in order; one that is not UTF-8 is empty.
    public List<Optional<String>> all(String name) {
        return sent(name).stream().map(Pair::value).toList();
    }

    /// Whether anything was sent under `name`.
    public boolean has(String name) {
        return !sent(name).isEmpty();
    }

    /// The names that were sent, in order, each once.
    public List<String> names() {
        return pairs.stream().map(Pair::name).distinct().toList();
    }

    /// Whether more was sent than is read.
    boolean cut() {
        return cut;
    }

    /// What the body looks like.
    BodyForm bodyForm() {
        return bodyForm;
    }

    /// Shows every name, in order; one that was sent twice comes twice.
    void eachName(Consumer<String> to) {
        for (Pair pair : pairs) to.accept(pair.name());
    }

    /// Whether such a name was sent in the query.
    boolean hasNameInQuery(Predicate<String> like) {
        for (Pair pair : pairs) if (pair.source() == Source.QUERY && like.test(pair.name())) return true;
        return false;
    }

    private List<Pair> sent(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// The names alone: values may be secrets.
    @Override
    public String toString() {
        return "Parameters" + names();
    }
}
