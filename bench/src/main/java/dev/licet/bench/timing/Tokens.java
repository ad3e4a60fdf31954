package dev.licet.bench.timing;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.token.TokenSealer;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Tokens that do not open: whatever is wrong with one, it must take as long.
final class Tokens {
    private static final int KEY_ID = 1;
    private static final int CIPHER = 40;

    private final TokenSealer sealer;
    private final Supplier<String> fresh;
    private final Supplier<String> elsewhere;

    /// @param fresh     makes tokens of the test environment for Widevine
    /// @param elsewhere the same for FairPlay
    Tokens(TokenSealer sealer, Supplier<String> fresh, Supplier<String> elsewhere) {
        this.sealer = sealer;
        this.fresh = fresh;
        this.elsewhere = elsewhere;
    }

    List<Question<?>> questions() {
        return List.of(
                against("first byte of the tag", bytes -> Bytes.changed(bytes, -16)),
                against("a byte of the text", bytes -> Bytes.changed(bytes, CIPHER)),
                against("unknown key", bytes -> Bytes.changed(bytes, KEY_ID)),
                against("unknown version", bytes -> Bytes.changed(bytes, 0)),
                question("of another system", Bytes.many(elsewhere)));
    }

    private Question<?> against(String what, UnaryOperator<byte[]> change) {
        return question(what, Bytes.many(() -> text(fresh, change)));
    }

    private Question<?> question(String what, List<String> texts) {
        return new Question<>(
                "opening a token",
                "last byte of the tag",
                what,
                Question.Inputs.texts(Bytes.many(() -> text(fresh, bytes -> Bytes.changed(bytes, -1))), texts),
                text -> sealer.open(text, Environment.TEST, Drm.WIDEVINE));
    }

    private static String text(Supplier<String> token, UnaryOperator<byte[]> change) {
        byte[] bytes = Base64.getUrlDecoder().decode(token.get());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(change.apply(bytes));
    }
}
