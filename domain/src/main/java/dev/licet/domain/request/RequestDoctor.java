package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Options;
import java.util.Optional;

/// Adds to a refusal what its sender most likely overlooked: a name in another spelling, a body that is no form, a
/// parameter that only another profile knows. It never repeats a value.
final class RequestDoctor {
    private static final int LONGEST_NAME = 40;

    private RequestDoctor() {}

    /// For a caller who is not known, so that only the request itself can be looked at.
    static Refused examined(Refused refused, Parameters parameters) {
        var told = with(refused, spelling(refused, parameters));
        told = with(told, parameters.bodyForm().advice());
        return with(told, parameters.cut() ? Optional.of(cut()) : Optional.empty());
    }

    /// For a caller whose account is known.
    static Refused examined(Refused refused, TokenCall call, Options options) {
        return profiled(examined(refused, call.parameters()), call.parameters(), call.drm(), options);
    }

    private static Refused profiled(Refused refused, Parameters parameters, Drm drm, Options options) {
        boolean told =
                refused.hint().filter(hint -> hint.contains("profile current")).isPresent();
        var advice = OtherProfile.advice(parameters, drm, options);
        return told ? refused : with(refused, advice);
    }

    private static Refused with(Refused refused, Optional<String> advice) {
        return advice.map(words -> refused.advised().alsoHint(words)).orElse(refused);
    }

    /// The parameter at fault is absent, and its name was sent in another spelling.
    private static Optional<String> spelling(Refused refused, Parameters parameters) {
        String name = refused.parameter().orElse("");
        if (name.isEmpty() || parameters.has(name)) return Optional.empty();
        return parameters.names().stream()
                .filter(sent -> sent.length() <= LONGEST_NAME && bare(sent).equals(bare(name)))
                .findFirst()
                .map(sent ->
                        "Names are case-sensitive: " + printable(sent) + " was sent, and the name is " + name + ".");
    }

    /// Without case, and without what people put between words.
    private static String bare(String name) {
        return Ascii.lower(name.replaceAll("[^A-Za-z0-9.]", ""));
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static String cut() {
        return "Only the first " + Parameters.MOST + " parameters are read, and more were sent.";
    }
}
