package dev.licet.bench.timing;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import java.util.List;
import java.util.function.Supplier;

/// RSA-OAEP as it can fail (RFC 8017 section 7.1.2): who tells the failures apart decrypts (Manger 2001).
final class SealedKeys {
    private final Rsa.Oaep variant;
    private final RsaPrivateKey key;
    private final Envelope envelope;

    SealedKeys(Rsa.Oaep variant, int bits) {
        this.variant = variant;
        this.key = RsaPrivateKey.generate(bits, Bytes.RANDOM);
        this.envelope = Envelope.to(key.publicKey(), variant == Rsa.Oaep.SHA1 ? "SHA-1" : "SHA-256");
        if (Rsa.decryptOaep(variant, key, envelope.good(new byte[16])).isEmpty()) {
            throw new IllegalStateException("what was meant to be good does not open");
        }
    }

    List<Question<?>> questions() {
        return List.of(
                question("first byte is zero", envelope::low, "first byte is not zero", envelope::high),
                question("hash of the label wrong", envelope::low, "padding does not end", envelope::endless),
                question("opens", () -> envelope.good(Bytes.random(16)), "does not open", envelope::low));
    }

    private Question<?> question(String one, Supplier<byte[]> ones, String other, Supplier<byte[]> others) {
        return new Question<byte[]>(
                "OAEP " + variant + ", RSA-" + key.bits() + ", " + Rsa.engine(),
                one,
                other,
                Question.Inputs.bytes(Bytes.many(ones), Bytes.many(others)),
                cipher -> Rsa.decryptOaep(variant, key, cipher));
    }
}
