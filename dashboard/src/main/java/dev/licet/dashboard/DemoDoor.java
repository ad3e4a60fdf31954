package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenIssuer;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.token.Token;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.dashboard.DashboardUser;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// The way into a demonstration: an address with a secret in it. Whoever opens it is signed in and sees a page that
/// plays a film with a token that was made for it. `licet demo` alone opens this door, over a database that is thrown
/// away.
final class DemoDoor {
    private static final String PATH = "/admin/demo/";
    private static final int KEY_BYTES = 16;

    private final Entrance entrance;
    private final TokenIssuer issuer;
    private final AccountAdministration accounts;
    private final Guest guest;
    private final SecretBytes key;

    /// The user as whom a visitor of the demo is signed in.
    ///
    /// @param user    signed in without a password
    /// @param account whose film is played
    record Guest(DashboardUser user, AccountId account) {}

    DemoDoor(Entrance entrance, TokenIssuer issuer, AccountAdministration accounts, Guest guest) {
        this.entrance = entrance;
        this.issuer = issuer;
        this.accounts = accounts;
        this.guest = guest;
        this.key = entrance.secret();
    }

    /// The path with the secret in it.
    String path() {
        return PATH + Cookies.text(key);
    }

    /// Whether somebody who knows the secret asks.
    boolean opens(Request request) {
        if (!request.path().startsWith(PATH)) return false;
        byte[] said = request.path().substring(PATH.length()).getBytes(StandardCharsets.US_ASCII);
        return SecretBytes.taking(said)
                .sameAs(SecretBytes.copyOf(Cookies.text(key).getBytes(StandardCharsets.US_ASCII)));
    }

    /// Signs in and goes on to the film.
    Reply enter(Request request) {
        String page = "/admin/accounts/" + guest.account() + "/workbench?environment=" + Environment.TEST.word();
        String film = token(request).map(text -> "&token=" + text).orElse("");
        var sessions = entrance.data().sessions();
        return entrance.cookies().set(Pages.seeOther(page + film), sessions.open(guest.user()));
    }

    private Optional<String> token(Request request) {
        var account = accounts.find(guest.account()).orElseThrow();
        String form = "kid=" + hex() + "&contentKey=" + hex() + "&cookie=demo&expirationTime=%2B3600";
        var parameters = Parameters.read("", form.getBytes(StandardCharsets.UTF_8));
        var call = new TokenCall(Environment.TEST, Drm.CLEARKEY, parameters, Optional.empty(), request.id());
        return switch (issuer.issueFor(account.test(), call)) {
            case TokenOutcome.Issued(Token token, String text, var lints) -> Optional.of(text);
            case TokenOutcome.Denied denied -> Optional.empty();
        };
    }

    private String hex() {
        byte[] bytes = new byte[KEY_BYTES];
        entrance.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
