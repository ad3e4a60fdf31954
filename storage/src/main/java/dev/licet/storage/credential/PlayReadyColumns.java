package dev.licet.storage.credential;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadyBackEnd.Handler;
import dev.licet.domain.credential.PlayReadyBackEnd.MicrosoftTest;
import dev.licet.domain.credential.PlayReadyBackEnd.Vendor;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.storage.seal.Sealed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// How the set-up of PlayReady lies in its row: in the clear what may be shown, and all of that in the seal of
/// the rest.
///
/// @param kind           the word for the license maker, empty without one
/// @param url            of the license maker
/// @param acquisitionUrl empty without one
public record PlayReadyColumns(
        AccountId account, Environment environment, String kind, String url, String acquisitionUrl) {
    static PlayReadyColumns of(AccountId account, Environment environment, PlayReadySetup setup) {
        return new PlayReadyColumns(
                account,
                environment,
                setup.backEnd().map(PlayReadyBackEnd::word).orElse(""),
                setup.backEnd().map(backEnd -> backEnd.url().toString()).orElse(""),
                setup.acquisitionUrl().map(URI::toString).orElse(""));
    }

    /// The name of the sealed column, with everything in it that is not sealed.
    public Sealed secretsColumn() {
        return new Sealed("playready_setup", "sealed_secrets", account, environment.word(), kind, url, acquisitionUrl);
    }

    /// What is sealed, in [SecretParts]: nothing; or names and values by turns, of shared secrets or of
    /// headers.
    static SecretBytes secrets(PlayReadySetup setup) {
        return SecretParts.join(
                setup.backEnd().stream().flatMap(PlayReadyColumns::named).toList());
    }

    private static Stream<SecretBytes> named(PlayReadyBackEnd backEnd) {
        return switch (backEnd) {
            case Handler handler ->
                handler.secrets().stream().flatMap(secret -> Stream.of(text(secret.id()), secret.key()));
            case Vendor vendor ->
                vendor.headers().stream().flatMap(header -> Stream.of(text(header.name()), header.value()));
            case MicrosoftTest server -> Stream.empty();
        };
    }

    /// The set-up again.
    ///
    /// @param secrets as they came out of the seal, which also vouches for the other columns
    PlayReadySetup setup(SecretBytes secrets) {
        return new PlayReadySetup(
                backEnd(secrets),
                Optional.of(acquisitionUrl).filter(text -> !text.isEmpty()).map(URI::create));
    }

    private Optional<PlayReadyBackEnd> backEnd(SecretBytes secrets) {
        return switch (kind) {
            case "" -> Optional.empty();
            case Handler.WORD -> Optional.of(new Handler(URI.create(url), pairs(secrets, GrantSecret::new)));
            case Vendor.WORD -> Optional.of(new Vendor(URI.create(url), pairs(secrets, UpstreamHeader::new)));
            case MicrosoftTest.WORD -> Optional.of(new MicrosoftTest(URI.create(url)));
            default -> throw new IllegalStateException("a kind of license maker that this program does not know");
        };
    }

    private static <T> List<T> pairs(SecretBytes secrets, BiFunction<String, SecretBytes, T> pair) {
        var parts = SecretParts.split(secrets);
        var pairs = new ArrayList<T>();
        for (int i = 0; i < parts.size(); i += 2) {
            String name = parts.get(i).expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            pairs.add(pair.apply(name, parts.get(i + 1)));
        }
        return pairs;
    }

    private static SecretBytes text(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.US_ASCII));
    }
}
