package dev.licet.dashboard;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.request.Parameters;
import dev.licet.drm.credential.GivenFile;
import dev.licet.storage.record.RecordFilter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a form, or of an address. Only fields that are asked for by name are ever looked at.
record Form(Parameters parameters) {
    private static final int LONGEST = 200;
    private static final List<String> SHOWN_AGAIN = List.of(
            "action",
            "name",
            "number",
            "account",
            "role",
            "profile",
            "units",
            "unlimited",
            "reason",
            "life",
            "window",
            "most",
            "derivation",
            "origin",
            "skd",
            "tracks");

    /// What was typed, without white space around it; empty when nothing was.
    Optional<String> maybe(String name) {
        return parameters.first(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String name) {
        return maybe(name).orElse("");
    }

    /// What may be shown again of a form that was refused: nothing that may be secret.
    Map<String, String> typed() {
        var typed = new HashMap<String, String>();
        for (String name : SHOWN_AGAIN) maybe(name).ifPresent(text -> typed.put(name, text));
        for (Drm drm : Drm.values()) maybe("drm-" + drm.path()).ifPresent(text -> typed.put("drm-" + drm.path(), text));
        return typed;
    }

    /// What was typed, for those who read credentials from files.
    GivenFile given(String name) {
        return new GivenFile("what was typed", text(name).getBytes(StandardCharsets.UTF_8));
    }

    boolean isTicked(String name) {
        return maybe(name).isPresent();
    }

    /// A short text that must be there.
    String required(String name, String label) throws BadField {
        String text = maybe(name).orElseThrow(() -> new BadField(label + ": please fill this in."));
        if (text.length() > LONGEST) throw new BadField(label + ": at most " + LONGEST + " characters.");
        return text;
    }

    /// Whoever types the name of what will stop working has read which it is.
    ///
    /// @param deed what is asked for
    void confirmed(String expected, String deed) throws BadField {
        if (!text("confirm").equals(expected)) throw new BadField(deed + ": please type " + expected + " to confirm.");
    }

    long number(String name, String label) throws BadField {
        String text = required(name, label);
        if (!text.matches("[0-9]{1,15}")) throw new BadField(label + ": please give a whole number.");
        return Long.parseLong(text);
    }

    /// `30d`, `12h`, `15m` or `60s`.
    Duration time(String name, String label) throws BadField {
        String text = required(name, label);
        try {
            return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
        } catch (DateTimeException unreadable) {
            throw new BadField(label + ": a time is written as 30d, 12h, 15m or 60s.");
        }
    }

    /// The environment that an address or a form names: whatever is not production is test.
    Optional<Environment> environment() {
        return maybe("environment")
                .map(word -> word.equals(Environment.PRODUCTION.word()) ? Environment.PRODUCTION : Environment.TEST);
    }

    Optional<Drm> drm() {
        return Drm.named(text("drm"));
    }

    /// A number of a row, at which a list goes on.
    long before() {
        return maybe("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    /// What to look for among records.
    RecordFilter filter(Instant now) throws BadField {
        return new FilterForm(this, now).read();
    }
}
