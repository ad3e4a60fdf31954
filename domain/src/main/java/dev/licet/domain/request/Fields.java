package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refusal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads single parameters into types. Every method names the code to raise when the text does not fit.
final class Fields {
    /// The longest duration that fits a token: 2^32 - 1 seconds, some 136 years.
    private static final long LONGEST_SECONDS = 0xffff_ffffL;

    /// What a `long` can always hold.
    private static final int MOST_DIGITS = 18;

    private final Parameters parameters;

    Fields(Parameters parameters) {
        this.parameters = parameters;
    }

    Parameters parameters() {
        return parameters;
    }

    boolean has(String name) {
        return parameters.has(name);
    }

    /// The text under `name`, empty when absent.
    Optional<String> text(String name, Refusal unclear) throws BadParameter {
        return switch (parameters.value(name)) {
            case Parameters.Value.Absent() -> Optional.empty();
            case Parameters.Value.Text(String text) -> Optional.of(text);
            case Parameters.Value.Unclear(String reason, String hint) ->
                throw BadParameter.of(name, unclear, reason).hint(hint);
        };
    }

    /// The text under `name`, empty when absent or sent without a value.
    Optional<String> filled(String name, Refusal unclear) throws BadParameter {
        return text(name, unclear).filter(text -> !text.isEmpty());
    }

    /// Whole seconds, 0 to 2^32 - 1, empty when absent.
    Optional<Duration> seconds(String name, Refusal bad) throws BadParameter {
        Optional<String> text = text(name, bad);
        if (text.isEmpty()) return Optional.empty();
        OptionalLong value = digits(text.get());
        if (value.isEmpty()) throw notDigits(name, bad).hint("Send " + name + " in whole seconds, in decimal digits.");
        if (value.getAsLong() > LONGEST_SECONDS) throw outOfRange(name, 0, LONGEST_SECONDS, bad);
        return Optional.of(Duration.ofSeconds(value.getAsLong()));
    }

    /// A number from `least` to `most`, empty when absent or sent without a value.
    OptionalInt number(String name, int least, int most, Refusal bad) throws BadParameter {
        Optional<String> text = filled(name, bad);
        if (text.isEmpty()) return OptionalInt.empty();
        OptionalLong value = digits(text.get());
        if (value.isEmpty()) throw notDigits(name, bad).hint(within(least, most));
        if (value.getAsLong() < least || value.getAsLong() > most) throw outOfRange(name, least, most, bad);
        return OptionalInt.of((int) value.getAsLong());
    }

    /// Empty for what is no whole number; what is too long to count is the largest number of all.
    private static OptionalLong digits(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(Fields::isDigit);
        if (!digits) return OptionalLong.empty();
        return OptionalLong.of(text.length() <= MOST_DIGITS ? Long.parseLong(text) : Long.MAX_VALUE);
    }

    private static BadParameter notDigits(String name, Refusal bad) {
        return BadParameter.of(name, bad, name + " must be a whole number in decimal digits");
    }

    private static BadParameter outOfRange(String name, long least, long most, Refusal bad) {
        return BadParameter.of(name, bad, name + " must be " + between(least, most))
                .hint(within(least, most));
    }

    private static String within(long least, long most) {
        return "Send a whole number " + between(least, most) + ".";
    }

    private static String between(long least, long most) {
        return "between " + least + " and " + most;
    }

    /// Secret bytes in hexadecimal digits of either case, empty when absent.
    Optional<SecretBytes> secret(String name, int bytes, Refusal wrongLength, Refusal notHex) throws BadParameter {
        Optional<String> text = text(name, wrongLength);
        if (text.isEmpty()) return Optional.empty();
        String hint = "Send " + name + " as " + 2 * bytes + " hexadecimal digits.";
        if (text.get().length() != 2 * bytes) {
            throw BadParameter.of(name, wrongLength, name + " must be " + 2 * bytes + " hexadecimal digits long")
                    .hint(hint);
        }
        if (!isHex(text.get())) {
            throw BadParameter.of(name, notHex, name + " has characters that are not hexadecimal digits")
                    .hint(hint);
        }
        return Optional.of(SecretBytes.parseHex(text.get()));
    }

    static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
