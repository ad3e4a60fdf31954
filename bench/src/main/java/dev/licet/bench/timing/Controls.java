package dev.licet.bench.timing;

import dev.licet.crypto.SecretBytes;
import java.util.List;

/// What the measurement must see, what it must not see, and the comparison that most of the service uses.
final class Controls {
    private static final int LENGTH = 32;

    private final byte[] secret = Bytes.random(LENGTH);
    private final SecretBytes known = SecretBytes.copyOf(secret);

    List<Question<?>> questions() {
        return List.of(
                new Question<byte[]>(
                        "control: a comparison that stops at the first difference",
                        "first byte wrong",
                        "last byte wrong",
                        guesses(),
                        this::leaky),
                new Question<byte[]>(
                        "control: the same class twice", "last byte wrong", "last byte wrong", alike(), this::leaky),
                new Question<>(
                        "`SecretBytes.sameAs` (form tokens, states of sign-in, the demonstration's address)",
                        "first byte wrong",
                        "last byte wrong",
                        secrets(),
                        known::sameAs));
    }

    private boolean leaky(byte[] guess) {
        for (int i = 0; i < LENGTH; i++) if (guess[i] != secret[i]) return false;
        return true;
    }

    private Question.Inputs<byte[]> guesses() {
        return Question.Inputs.bytes(
                Bytes.many(() -> Bytes.changed(secret, 0)), Bytes.many(() -> Bytes.changed(secret, -1)));
    }

    private Question.Inputs<byte[]> alike() {
        return Question.Inputs.bytes(
                Bytes.many(() -> Bytes.changed(secret, -1)), Bytes.many(() -> Bytes.changed(secret, -1)));
    }

    private Question.Inputs<SecretBytes> secrets() {
        var guesses = guesses();
        return Question.Inputs.secrets(
                guesses.one().stream().map(SecretBytes::copyOf).toList(),
                guesses.other().stream().map(SecretBytes::copyOf).toList());
    }
}
