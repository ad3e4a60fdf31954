package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.Signed;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.request.SignedCallers.Verdict;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.http.Request;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.widevine.SignedEnvelope;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells which account a request belongs to, for the shares that accounts have of this node. A request belongs
/// to an account when it carries the account's authenticator, a token of it or a valid signature; a request
/// that only names an account takes nothing of its share.
public final class Parties {
    private static final byte[] NO_FORM = {};
    private static final String STRANGER = "";

    private final Callers callers;
    private final SignedCallers signers;
    private final TokenSealer sealer;

    public Parties(Callers callers, SignedCallers signers, TokenSealer sealer) {
        this.callers = callers;
        this.signers = signers.remembering();
        this.sealer = sealer;
    }

    /// One name for all requests of an account, and one for all requests of unknown callers.
    String of(Request request) {
        Optional<Drm> redeemed = redeemed(request.path());
        Optional<AccountId> account = redeemed.isPresent() ? holder(request, redeemed.get()) : server(request);
        return account.map(Parties::name).orElse(STRANGER);
    }

    private Optional<AccountId> server(Request request) {
        boolean signed = request.path().startsWith(ContentKeyEndpoint.PATH)
                || request.path().startsWith(LicenseEndpoint.PATH);
        return signed ? signer(request) : caller(request);
    }

    private Optional<AccountId> signer(Request request) {
        try {
            Signed signed = SignedEnvelope.read(request.body());
            return switch (signers.judge(request.environment(), signed.signer(), signed)) {
                case Verdict.Genuine(Account account) -> Optional.of(account.id());
                case Verdict.Forged forged -> Optional.empty();
                case Verdict.Denied denied -> denied.account();
            };
        } catch (MalformedJson | StoreDamaged nobodys) {
            return Optional.empty();
        }
    }

    /// What an account is called here.
    static String name(AccountId account) {
        return "account " + account;
    }

    private static Optional<Drm> redeemed(String path) {
        if (Api.isKey(path)) return Optional.of(Drm.CLEARKEY);
        if (Api.isRightsManager(path)) return Optional.of(Drm.PLAYREADY);
        return Stream.of(Drm.values())
                .filter(drm -> path.startsWith("/hms/" + drm.path() + "/rights"))
                .findFirst();
    }

    private Optional<AccountId> holder(Request request, Drm drm) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return RightsEndpoint.token(parameters, request)
                .flatMap(text -> sealer.open(text, request.environment(), drm))
                .map(Token::account);
    }

    /// Memory knows most of them. Who is not there is looked up: else nobody could become known while strangers
    /// take all that strangers may have.
    private Optional<AccountId> caller(Request request) {
        byte[] form = request.method().equals("POST") ? request.body() : NO_FORM;
        var parameters = Parameters.read(request.rawQuery(), form);
        Optional<String> bearer = Bearer.of(request.fields());
        return account(callers.remembering().admit(request.environment(), parameters, bearer))
                .or(() -> account(callers.admit(request.environment(), parameters, bearer)));
    }

    private static Optional<AccountId> account(Admission admission) {
        return switch (admission) {
            case Admission.Admitted(Account account) -> Optional.of(account.id());
            case Admission.Denied denied -> denied.account();
        };
    }
}
