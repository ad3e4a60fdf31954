package dev.licet.dashboard;

import dev.licet.domain.Ascii;
import dev.licet.domain.TimeText;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.storage.record.RecordFilter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what somebody looks for among records.
final class FilterForm {
    private FilterForm() {}

    static RecordFilter read(Form form) throws BadField {
        return new RecordFilter(
                form.maybe("cookie"),
                kid(form),
                code(form),
                form.drm(),
                kind(form.text("kind")),
                time(form, "from"),
                time(form, "to"));
    }

    private static Optional<KeyId> kid(Form form) throws BadField {
        Optional<String> text = form.maybe("kid").map(Ascii::lower);
        if (text.isEmpty()) return Optional.empty();
        if (text.get().startsWith("^"))
            return Optional.of(KeyId.ofName(form.text("kid").substring(1)));
        String digits = text.get().replace("-", "");
        if (!digits.matches("[0-9a-f]{32}"))
            throw new BadField("Key id: please give 32 hexadecimal digits, or ^ and a name.");
        return Optional.of(new KeyId(digits));
    }

    private static Optional<Integer> code(Form form) throws BadField {
        Optional<String> text = form.maybe("code");
        if (text.isEmpty()) return Optional.empty();
        if (!text.get().matches("-?[0-9]{1,5}")) throw new BadField("Code: please give a number such as -2018.");
        return text.map(Integer::valueOf);
    }

    static Optional<Event.Kind> kind(String word) {
        return Stream.of(Event.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /// As browsers send it (`2026-01-31T23:59`), or with a `Z`; always UTC.
    private static Optional<Instant> time(Form form, String name) throws BadField {
        Optional<String> text = form.maybe(name);
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(TimeText.zonedOrUtc(text.get())
                .orElseThrow(() -> new BadField("Time: please write it as 2026-01-31T23:59, in UTC.")));
    }
}
