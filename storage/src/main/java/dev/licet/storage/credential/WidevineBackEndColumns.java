package dev.licet.storage.credential;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.Embedded;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.storage.seal.Sealed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a Widevine back end lies in its row: in the clear what may be shown, and all of that in the seal of the
/// rest.
///
/// @param kind     the word for it
/// @param url      empty without one
/// @param provider empty without one
public record WidevineBackEndColumns(
        AccountId account, Environment environment, String kind, String url, String provider) {
    private static final String EMBEDDED = "embedded";
    private static final String SIGNED_JSON = "signed-json";
    private static final String RELAY = "relay";
    /// A relay that gets unread requests too. The option is part of the kind, so that the seal covers it.
    private static final String RELAY_UNREAD = "relay-unread";

    static WidevineBackEndColumns of(AccountId account, Environment environment, WidevineBackEnd backEnd) {
        return switch (backEnd) {
            case Embedded none -> new WidevineBackEndColumns(account, environment, EMBEDDED, "", "");
            case SignedJson signed ->
                new WidevineBackEndColumns(
                        account, environment, SIGNED_JSON, signed.url().toString(), signed.provider());
            case Relay relay ->
                new WidevineBackEndColumns(
                        account,
                        environment,
                        relay.unread() ? RELAY_UNREAD : RELAY,
                        relay.url().toString(),
                        "");
        };
    }

    /// The name of the sealed column, with everything in it that is not sealed.
    public Sealed secretsColumn() {
        return new Sealed("widevine_back_end", "sealed_secrets", account, environment.word(), kind, url, provider);
    }

    /// What is sealed, in [SecretParts]: nothing; key and IV; or the names and values of the headers by turns.
    static SecretBytes secrets(WidevineBackEnd backEnd) {
        return switch (backEnd) {
            case Embedded none -> SecretParts.join(List.of());
            case SignedJson signed -> SecretParts.join(List.of(signed.key(), signed.iv()));
            case Relay relay ->
                SecretParts.join(relay.headers().stream()
                        .flatMap(header -> Stream.of(text(header.name()), header.value()))
                        .toList());
        };
    }

    /// The back end again.
    ///
    /// @param secrets as they came out of the seal, which also vouches for the other columns
    WidevineBackEnd backEnd(SecretBytes secrets) {
        var parts = SecretParts.split(secrets);
        return switch (kind) {
            case EMBEDDED -> new Embedded();
            case SIGNED_JSON -> new SignedJson(URI.create(url), provider, parts.getFirst(), parts.getLast());
            case RELAY -> new Relay(URI.create(url), headers(parts));
            case RELAY_UNREAD -> new Relay(URI.create(url), headers(parts), true);
            default -> throw new IllegalStateException("a kind of Widevine back end that this program does not know");
        };
    }

    /// The kind as it is shown and typed.
    String shownKind() {
        return isUnread() ? RELAY : kind;
    }

    boolean isUnread() {
        return kind.equals(RELAY_UNREAD);
    }

    private static List<UpstreamHeader> headers(List<SecretBytes> parts) {
        var headers = new ArrayList<UpstreamHeader>();
        for (int i = 0; i < parts.size(); i += 2) {
            String name = parts.get(i).expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            headers.add(new UpstreamHeader(name, parts.get(i + 1)));
        }
        return headers;
    }

    private static SecretBytes text(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.US_ASCII));
    }
}
