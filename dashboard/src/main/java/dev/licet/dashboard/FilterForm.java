package dev.licet.dashboard;

import dev.licet.dashboard.view.RecordPage;
import dev.licet.domain.Ascii;
import dev.licet.domain.TimeText;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.record.RecordFilter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what somebody looks for among records.
///
/// @param now the present time
record FilterForm(Form form, Instant now) {
    private static final String DIGITS = "[0-9a-f]{32}";

    RecordFilter read() throws BadField {
        Optional<Instant> within = within();
        return new RecordFilter(names(), sort(), within.isPresent() ? within : time("from"), time("to"));
    }

    private RecordFilter.Names names() throws BadField {
        return new RecordFilter.Names(
                form.maybe("cookie"), kid(), token(), form.maybe("device"), form.maybe("content"));
    }

    private RecordFilter.Sort sort() throws BadField {
        return new RecordFilter.Sort(code(), form.drm(), kind(form.text("kind")), refused());
    }

    private Optional<Boolean> refused() {
        return switch (form.text("outcome")) {
            case RecordPage.GOOD -> Optional.of(false);
            case RecordPage.REFUSED -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private Optional<KeyId> kid() throws BadField {
        Optional<String> text = form.maybe("kid").map(Ascii::lower);
        if (text.isEmpty()) return Optional.empty();
        if (text.get().startsWith("^"))
            return Optional.of(KeyId.ofName(form.text("kid").substring(1)));
        String digits = text.get().replace("-", "");
        if (!digits.matches(DIGITS)) throw new BadField("Key id: please give 32 hexadecimal digits, or ^ and a name.");
        return Optional.of(new KeyId(digits));
    }

    private Optional<TokenId> token() throws BadField {
        Optional<String> text = form.maybe("tokenid").map(Ascii::lower);
        if (text.isEmpty()) return Optional.empty();
        if (!text.get().matches(DIGITS)) throw new BadField("Token id: please give 32 hexadecimal digits.");
        return text.map(TokenId::new);
    }

    private Optional<Integer> code() throws BadField {
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

    /// The beginning of the last hour, day or so; it goes before one that was typed.
    private Optional<Instant> within() throws BadField {
        return form.maybe("within").isEmpty() ? Optional.empty() : Optional.of(now.minus(form.time("within", "Time")));
    }

    /// As browsers send it (`2026-01-31T23:59`), or with a `Z`; always UTC.
    private Optional<Instant> time(String name) throws BadField {
        Optional<String> text = form.maybe(name);
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(TimeText.zonedOrUtc(text.get())
                .orElseThrow(() -> new BadField("Time: please write it as 2026-01-31T23:59, in UTC.")));
    }
}
