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
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.http.Request;
import dev.licet.http.lane.Asker;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.widevine.SignedEnvelope;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells which account a request belongs to, for the shares that accounts have of this node. A request belongs
/// to an account when it carries the account's authenticator, a token of it or a valid signature; a request
/// that only names an account takes nothing of its share.
public final class Parties {
    private static final byte[] NO_FORM = {};
    private static final String STRANGER = "";
    /// Where tokens are redeemed, by the beginnings of the paths.
    private static final Map<String, Drm> RIGHTS = Stream.of(Drm.values())
            .collect(Collectors.toUnmodifiableMap(drm -> "/hms/" + drm.path() + "/rights", drm -> drm));

    private static final int RIGHTS_LENGTH = "/hms/xx/rights".length();
    /// A longer form takes a while to read.
    private static final int LONGEST_AT_ONCE = 4 * 1024;

    private final Callers callers;
    private final Callers remembering;
    private final SignedCallers signers;
    private final TokenSealer sealer;
    private final TokenSealer rememberingSealer;

    public Parties(Callers callers, SignedCallers signers, TokenSealer sealer) {
        this.callers = callers;
        this.remembering = callers.remembering();
        this.signers = signers.remembering();
        this.sealer = sealer;
        this.rememberingSealer = sealer.remembering();
    }

    /// The account where memory knows it, which is nearly always; waits for nothing. Empty for everybody else: a
    /// stranger, or somebody whom only the database knows.
    Optional<String> atOnce(Request request) {
        Optional<Drm> redeemed = redeemed(request.path());
        if (redeemed.isPresent())
            return holder(request, redeemed.get(), rememberingSealer).map(Parties::name);
        if (isSigned(request.path()) || request.body().length > LONGEST_AT_ONCE) return Optional.empty();
        return caller(request, remembering).map(Parties::name);
    }

    /// One name for all requests of an account, and one for all requests of unknown callers.
    String of(Request request) {
        Optional<Drm> redeemed = redeemed(request.path());
        Optional<AccountId> account = redeemed.isPresent() ? holder(request, redeemed.get()) : server(request);
        return account.map(Parties::name).orElse(STRANGER);
    }

    /// An application of PlayReady may have put the token into the challenge; one that does not open is nobody's.
    private Optional<AccountId> holder(Request request, Drm drm) {
        Optional<AccountId> shown = holder(request, drm, sealer);
        if (shown.isPresent() || drm != Drm.PLAYREADY) return shown;
        return PlayReadyRequest.customDataAtAGlance(request.body())
                .flatMap(text -> sealer.open(text, request.environment(), drm))
                .map(Token::account);
    }

    private Optional<AccountId> server(Request request) {
        if (isSigned(request.path())) return signer(request);
        return caller(request, remembering).or(() -> caller(request, callers));
    }

    private static boolean isSigned(String path) {
        return path.startsWith(ContentKeyEndpoint.PATH) || path.startsWith(LicenseEndpoint.PATH);
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

    /// Somebody of an account who waits for an answer.
    static Asker asker(Request request, AccountId account) {
        return new Asker(name(account), request.client()::isGone, request.client()::isSilent);
    }

    private static Optional<Drm> redeemed(String path) {
        if (Api.isKey(path)) return Optional.of(Drm.CLEARKEY);
        if (Api.isRightsManager(path)) return Optional.of(Drm.PLAYREADY);
        return path.length() < RIGHTS_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(RIGHTS.get(path.substring(0, RIGHTS_LENGTH)));
    }

    private static Optional<AccountId> holder(Request request, Drm drm, TokenSealer opening) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return RightsEndpoint.token(parameters, request)
                .flatMap(text -> opening.open(text, request.environment(), drm))
                .map(Token::account);
    }

    /// Memory knows most of them. Callers that memory does not know are looked up: else nobody could become
    /// known while strangers take all that strangers may have.
    private static Optional<AccountId> caller(Request request, Callers asked) {
        byte[] form = request.method().equals("POST") ? request.body() : NO_FORM;
        var parameters = Parameters.read(request.rawQuery(), form);
        return account(asked.admit(request.environment(), parameters, Bearer.of(request.fields())));
    }

    private static Optional<AccountId> account(Admission admission) {
        return switch (admission) {
            case Admission.Admitted(Account account) -> Optional.of(account.id());
            case Admission.Denied denied -> denied.account();
        };
    }
}
