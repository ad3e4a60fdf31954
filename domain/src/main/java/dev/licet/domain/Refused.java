package dev.licet.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One refusal as it happened: which code, whose fault, and what helps.
///
/// `reason` is for the record and the log of the operator; the caller sees it only where the published message has a
/// place for details. It never holds a key, kek, authenticator or token.
///
/// @param why       the catalogued refusal
/// @param blame     whether the same request can succeed later
/// @param reason    one sentence, without a final stop
/// @param parameter the request parameter that was at fault
/// @param hint      what the caller can do about it; shown to the caller
/// @param rule      the first rule that failed, where the refusal alone does not tell; for the record
/// @param cause     what failed inside, for the log alone
public record Refused(
        Refusal why,
        Blame blame,
        String reason,
        Optional<String> parameter,
        Optional<String> hint,
        Optional<Rule> rule,
        Optional<String> cause) {

    /// Whose fault a refusal is, and so whether a retry can help.
    public enum Blame {
        /// The request's: the same request will be refused again.
        REQUEST,
        /// Ours: something failed inside.
        SERVICE,
        /// Nobody's: we are overloaded, or the database does not answer; try again in a moment.
        BUSY
    }

    public Refused {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(blame, "blame");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(hint, "hint");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(cause, "cause");
    }

    /// One whose code tells which rule failed.
    public Refused(Refusal why, Blame blame, String reason, Optional<String> parameter, Optional<String> hint) {
        this(why, blame, reason, parameter, hint, Optional.empty(), Optional.empty());
    }

    /// The request is at fault.
    public static Refused request(Refusal why, String reason) {
        return new Refused(why, Blame.REQUEST, reason, Optional.empty(), Optional.empty());
    }

    /// The service is at fault.
    public static Refused service(Refusal why, String reason) {
        return new Refused(why, Blame.SERVICE, reason, Optional.empty(), Optional.empty());
    }

    /// Nobody is at fault; the caller should come back.
    public static Refused busy(Refusal why, String reason) {
        return new Refused(why, Blame.BUSY, reason, Optional.empty(), Optional.empty());
    }

    /// The same, naming the request parameter at fault.
    public Refused in(String name) {
        return new Refused(why, blame, reason, Optional.of(name), hint, rule, cause);
    }

    /// The same, with advice for the caller.
    public Refused hint(String advice) {
        return new Refused(why, blame, reason, parameter, Optional.of(advice), rule, cause);
    }

    /// The same, with further advice.
    public Refused alsoHint(String advice) {
        return hint(hint.map(first -> first + " " + advice).orElse(advice));
    }

    /// The same, with the remedy of its code where nothing nearer is known: a caller is never left without a next step.
    public Refused advised() {
        return hint.isPresent() ? this : hint(Remedy.of(why));
    }

    /// The same, naming the rule that failed, unless that is known.
    public Refused at(Rule failed) {
        return new Refused(why, blame, reason, parameter, hint, rule.or(() -> Optional.of(failed)), cause);
    }

    /// The same, with what failed inside.
    public Refused because(String failure) {
        return new Refused(why, blame, reason, parameter, hint, rule, Optional.of(failure));
    }

    /// The same, with more in its reason.
    public Refused adding(String words) {
        return new Refused(why, blame, reason + words, parameter, hint, rule, cause);
    }

    /// What the log says about it: the code, where it went wrong, and why.
    public String logged() {
        var words = new StringBuilder().append(why.code()).append(' ').append(why);
        rule.ifPresent(failed -> words.append(", rule ").append(failed.word()));
        parameter.ifPresent(name -> words.append(", parameter ").append(name));
        words.append(": ").append(reason);
        cause.ifPresent(failure -> words.append(" (").append(failure).append(')'));
        return words.toString();
    }

    /// What a record says about it next to code and reason, as facts.
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        rule.ifPresent(failed -> facts.put("rule", failed.word()));
        parameter.ifPresent(name -> facts.put("parameter", name));
        hint.ifPresent(advice -> facts.put("hint", advice));
        return facts;
    }

    /// The text for the caller: the code in brackets, then the published message with its value put in.
    public String message() {
        String text = why.template().replace("<details>", reason).replace("<format>", reason);
        return "[" + why.code() + "] " + text;
    }
}
