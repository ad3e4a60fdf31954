package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refusal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

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
            case Parameters.Value.Unclear(String reason) -> throw BadParameter.of(name, unclear, reason);
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
        long value = digits(name, text.get(), bad);
        if (value > LONGEST_SECONDS) throw outOfRange(name, 0, LONGEST_SECONDS, bad);
        return Optional.of(Duration.ofSeconds(value));
    }

    /// A number from `least` to `most`, empty when absent or sent without a value.
    OptionalInt number(String name, int least, int most, Refusal bad) throws BadParameter {
        Optional<String> text = filled(name, bad);
        if (text.isEmpty()) return OptionalInt.empty();
        long value = digits(name, text.get(), bad);
        if (value < least || value > most) throw outOfRange(name, least, most, bad);
        return OptionalInt.of((int) value);
    }

    private static long digits(String name, String text, Refusal bad) throws BadParameter {
        boolean digits = !text.isEmpty() && text.chars().allMatch(Fields::isDigit);
        if (!digits) throw BadParameter.of(name, bad, name + " must be a whole number in decimal digits");
        return text.length() <= MOST_DIGITS ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static BadParameter outOfRange(String name, long least, long most, Refusal bad) {
        String range = "between " + least + " and " + most;
        return BadParameter.of(name, bad, name + " must be " + range).hint("Send a whole number " + range + ".");
    }

    /// Secret bytes in hexadecimal digits of either case, empty when absent.
    Optional<SecretBytes> secret(String name, int bytes, Refusal wrongLength, Refusal notHex) throws BadParameter {
        Optional<String> text = text(name, wrongLength);
        if (text.isEmpty()) return Optional.empty();
        if (text.get().length() != 2 * bytes) {
            throw BadParameter.of(name, wrongLength, name + " must be " + 2 * bytes + " hexadecimal digits long");
        }
        if (!isHex(text.get())) {
            throw BadParameter.of(name, notHex, name + " has characters that are not hexadecimal digits");
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
