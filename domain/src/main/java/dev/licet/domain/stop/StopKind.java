package dev.licet.domain.stop;

import dev.licet.domain.Ascii;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Token;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// What a stop list holds.
public enum StopKind {
    /// All tokens of an account.
    ACCOUNT("account", "the number of an account") {
        @Override
        public Optional<String> canonical(String text) {
            return AccountId.parse(text).map(AccountId::toString);
        }
    },
    /// One token.
    TOKEN("token", "the token_id of a record, 32 hexadecimal digits") {
        @Override
        public Optional<String> canonical(String text) {
            return digits(text);
        }
    },
    /// All tokens with a content key.
    KID("kid", "32 hexadecimal digits, or ^ and a name") {
        @Override
        public Optional<String> canonical(String text) {
            return KeyId.parse(text).map(KeyId::hex);
        }
    },
    /// One device, as records name it.
    DEVICE("device", "the device_id of a record, 32 hexadecimal digits") {
        @Override
        public Optional<String> canonical(String text) {
            return digits(text);
        }
    },
    /// All tokens with a cookie.
    COOKIE("cookie", "1 to 32 characters") {
        @Override
        public Optional<String> canonical(String text) {
            return !text.isEmpty() && Token.isCookie(text) ? Optional.of(text) : Optional.empty();
        }
    };

    private static final int DIGITS = 32;

    private final String word;
    private final String shape;

    StopKind(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    /// The value as it is stored and compared; empty for what is none.
    public abstract Optional<String> canonical(String text);

    /// In commands, lists and JSON.
    public String word() {
        return word;
    }

    /// What a value is, for people.
    public String shape() {
        return shape;
    }

    /// Whether the same value may mean something else in another account, so that an entry must name one.
    public boolean belongsToAccount() {
        return switch (this) {
            case DEVICE, COOKIE -> true;
            case ACCOUNT, TOKEN, KID -> false;
        };
    }

    /// The kind with that word.
    public static Optional<StopKind> named(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    private static Optional<String> digits(String text) {
        String lower = Ascii.lower(text);
        boolean good = lower.length() == DIGITS && lower.chars().allMatch(HexFormat::isHexDigit);
        return good ? Optional.of(lower) : Optional.empty();
    }
}
