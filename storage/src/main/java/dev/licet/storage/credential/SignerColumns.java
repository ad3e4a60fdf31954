package dev.licet.storage.credential;

import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.domain.credential.Signer.SigningKey;
import dev.licet.storage.seal.Sealed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How a signer lies in its row: all that is in the clear is in the seal of its key.
///
/// @param kind the word for its kind of key
public record SignerColumns(Environment environment, String name, AccountId account, String kind) {
    static SignerColumns of(Signer signer) {
        return new SignerColumns(
                signer.environment(),
                signer.name(),
                signer.account(),
                signer.key().word());
    }

    /// The name of the sealed column, with everything in it that is not sealed.
    public Sealed keyColumn() {
        return new Sealed("signer", "sealed_key", environment.word(), name, account, kind);
    }

    /// The name of the column that says where else its requests go.
    public Sealed dualRunColumn() {
        return new Sealed("signer", "sealed_dual_run", environment.word(), name, account, kind);
    }

    /// What is sealed of a dual run, in [SecretParts]: its URL and the word for who leads.
    static SecretBytes sealedText(DualRun run) {
        return SecretParts.join(
                List.of(text(run.url().toString()), text(run.leader().word())));
    }

    private static SecretBytes text(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The dual run again.
    static DualRun dualRun(SecretBytes opened) {
        List<String> parts = SecretParts.split(opened).stream()
                .map(part -> part.<String>expose(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .toList();
        return new DualRun(
                URI.create(parts.getFirst()),
                DualRun.Leader.named(parts.getLast()).orElseThrow());
    }

    /// What is sealed, in [SecretParts]: key and IV, or a public key in PKCS#1.
    static SecretBytes secrets(SigningKey key) {
        return switch (key) {
            case AesKey(SecretBytes bytes, SecretBytes iv) -> SecretParts.join(List.of(bytes, iv));
            case RsaKey(RsaPublicKey half) -> SecretParts.join(List.of(SecretBytes.taking(half.toPkcs1())));
        };
    }

    /// The signer again.
    ///
    /// @param secrets as they came out of the seal, which also vouches for the other columns
    Signer signer(SecretBytes secrets) {
        return new Signer(name, account, environment, key(SecretParts.split(secrets)));
    }

    private SigningKey key(List<SecretBytes> parts) {
        return switch (kind) {
            case AesKey.WORD -> new AesKey(parts.get(0), parts.get(1));
            case RsaKey.WORD ->
                new RsaKey(parts.getFirst()
                        .expose(pkcs1 -> RsaPublicKey.parsePkcs1(pkcs1, RsaKey.LEAST_BITS, RsaKey.MOST_BITS))
                        .orElseThrow());
            default -> throw new IllegalStateException("a kind of signing key that this program does not know");
        };
    }
}
