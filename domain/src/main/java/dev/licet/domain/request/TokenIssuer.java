package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.domain.trace.Steps;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns a token request into a token. The order of the checks is that of token-api.md 16; a token exists only
/// once its record is on disk.
public final class TokenIssuer {
    private static final Set<Refusal> ABOUT_KIDS =
            EnumSet.of(Refusal.KEY_STORAGE, Refusal.KID_LENGTH, Refusal.KID_INVALID, Refusal.KID_NAME_LENGTH);

    private final Callers callers;
    private final Callers remembering;
    private final IssuePermissions permissions;
    private final ContentKeyFetch keys;
    private final Optional<KeyProvider> packagers;
    private final KidDoctor doctor;
    private final Ledger ledger;
    private final TokenSealer sealer;
    private final RecordThrottle unattributed;
    private final InstantSource clock;
    private final SecureRandom random;

    /// Where the keys of tokens come from.
    ///
    /// @param stored    keys under keks of operators
    /// @param packagers what packagers were given; empty where there are none
    public record Keys(StoredKeys stored, Optional<KeyProvider> packagers) {}

    /// Where requests are recorded.
    ///
    /// @param unattributed bounds the records of requests that belong to no account
    public record Books(Ledger ledger, RecordThrottle unattributed) {}

    /// What a new token is made with.
    public record Making(TokenSealer sealer, InstantSource clock, SecureRandom random) {}

    public TokenIssuer(Callers callers, FairPlayCredentials fairPlay, Keys keys, Books books, Making making) {
        this.callers = callers;
        this.remembering = callers.remembering();
        this.permissions = new IssuePermissions(fairPlay);
        this.keys = new ContentKeyFetch(keys.stored());
        this.packagers = keys.packagers();
        this.doctor = new KidDoctor(keys.stored());
        this.ledger = books.ledger();
        this.unattributed = books.unattributed();
        this.sealer = making.sealer();
        this.clock = making.clock();
        this.random = making.random();
    }

    /// The same at one moment: whatever a request asks of the clock, it is told the time at which it came.
    private TokenIssuer(TokenIssuer same, Instant moment) {
        this.callers = same.callers;
        this.remembering = same.remembering;
        this.permissions = same.permissions;
        this.keys = same.keys;
        this.doctor = same.doctor;
        this.ledger = same.ledger;
        this.sealer = same.sealer;
        this.unattributed = same.unattributed;
        this.clock = InstantSource.fixed(moment);
        this.random = same.random;
        this.packagers = same.packagers;
    }

    private TokenIssuer atOnce() {
        return new TokenIssuer(this, clock.instant());
    }

    /// Issues a token or says why not. Both leave a record.
    public TokenOutcome issue(TokenCall call) {
        try {
            return atOnce().formatFirst(call);
        } catch (StoreUnavailable noAnswer) {
            return new TokenOutcome.Denied(Refused.busy(Refusal.ADMIN_ERROR, "the database does not answer")
                    .hint("Try again in a moment.")
                    .because(noAnswer.getMessage()));
        }
    }

    /// Issues a token of an account whose owner has shown in another way who they are, or says why not.
    public TokenOutcome issueFor(Account account, TokenCall call) {
        var now = atOnce();
        var outcome = account.enabled()
                ? now.answer(call, account)
                : now.refuse(call, account, IssuePermissions.switchedOff());
        return outcome.orElseGet(TokenIssuer::changing);
    }

    private TokenOutcome formatFirst(TokenCall call) {
        Optional<Refused> badFormat = badErrorFormat(call.parameters());
        if (badFormat.isPresent()) return turnAway(call, owner(call), badFormat.get());
        return admittedFromMemory(call).or(() -> admittedFromStore(call)).orElseGet(TokenIssuer::changing);
    }

    /// What is remembered of an account can admit a caller, because that is checked when the record is
    /// written; it cannot turn one away.
    private Optional<TokenOutcome> admittedFromMemory(TokenCall call) {
        return switch (Steps.of("remembered caller", () -> admit(remembering, call))) {
            case Admission.Denied perhaps -> Optional.empty();
            case Admission.Admitted(Account account) -> answer(call, account);
        };
    }

    private Optional<TokenOutcome> admittedFromStore(TokenCall call) {
        return switch (Steps.of("caller", () -> admit(callers, call))) {
            case Admission.Denied(Refused why, Optional<AccountId> account) ->
                Optional.of(turnAway(call, account, RequestDoctor.examined(why, call.parameters())));
            case Admission.Admitted(Account account) -> answer(call, account);
        };
    }

    private static Admission admit(Callers callers, TokenCall call) {
        return callers.admit(call.environment(), call.parameters(), call.bearer());
    }

    private static TokenOutcome changing() {
        return new TokenOutcome.Denied(Refused.busy(Refusal.ADMIN_ERROR, "the account was changed at this moment")
                .hint("Try again in a moment."));
    }

    /// Whose request it is, so that its owner finds the record.
    private Optional<AccountId> owner(TokenCall call) {
        return switch (callers.admit(call.environment(), call.parameters(), call.bearer())) {
            case Admission.Denied(Refused why, Optional<AccountId> account) -> account;
            case Admission.Admitted(Account account) -> Optional.of(account.id());
        };
    }

    private static Optional<Refused> badErrorFormat(Parameters parameters) {
        return switch (parameters.value("errorFormat")) {
            case Parameters.Value.Absent() -> Optional.empty();
            case Parameters.Value.Text(String text) when ErrorFormat.named(text).isPresent() -> Optional.empty();
            case Parameters.Value.Text(String text) -> Optional.of(errorFormat(shortened(text)));
            case Parameters.Value.Unclear unclear ->
                Optional.of(errorFormat(unclear.reason()).hint(unclear.hint()));
        };
    }

    private static Refused errorFormat(String shown) {
        return Refused.request(Refusal.ERROR_FORMAT, shown).in("errorFormat").hint("Send html or json.");
    }

    private static String shortened(String text) {
        return text.length() <= 32 ? text : text.substring(0, text.offsetByCodePoints(0, 16)) + "…";
    }

    /// What would become of a request of that account, by the same rules: nothing is written, and no token
    /// exists.
    public TokenPreview preview(Account account, TokenCall call) {
        if (!account.enabled()) return new TokenPreview.Denied(IssuePermissions.switchedOff());
        return judge(call, account);
    }

    /// Empty when the account has changed since it was read.
    private Optional<TokenOutcome> answer(TokenCall call, Account account) {
        return switch (judge(call, account)) {
            case TokenPreview.Denied(Refused why) -> refuse(call, account, why);
            case TokenPreview.Granted granted -> record(call, account, granted);
        };
    }

    /// What is stored for the account may not open; asking again would not help.
    private TokenPreview judge(TokenCall call, Account account) {
        try {
            return inOrder(call, account);
        } catch (StoreDamaged tampered) {
            return new TokenPreview.Denied(Refused.service(
                            Refusal.ADMIN_ERROR, "what is stored for the account does not open; tell the operator")
                    .because(tampered.getMessage()));
        }
    }

    private TokenPreview inOrder(TokenCall call, Account account) {
        Optional<Fault> fault = Faults.ordered(call.environment(), call.parameters());
        Optional<Refused> notAllowed = Faults.refusal(fault).or(() -> permissions.notAllowed(call.drm(), account));
        if (notAllowed.isPresent()) return new TokenPreview.Denied(notAllowed.get());
        var fields = new Fields(call.parameters());
        var packaged = PackagedLookup.of(packagers, account);
        var asked = new Submission(call.drm(), fields, account.options(), packaged, clock.instant());
        try {
            var request = TokenRequestReader.read(asked);
            List<KeyGrant> grants = Steps.of("keys", () -> keys.fetch(account, packaged, request.keys()));
            if (account.balance().isEmpty()) return new TokenPreview.Denied(IssuePermissions.balanceEmpty());
            Token token = new Approved(call, account, request, grants, packaged, asked.now()).token(random);
            return new TokenPreview.Granted(token, Linter.look(call, account.options(), token, packaged));
        } catch (BadParameter bad) {
            Refused diagnosed = diagnosed(call, account, bad.refused().at(Rule.KEY));
            return new TokenPreview.Denied(RequestDoctor.examined(diagnosed, call, account.options()));
        }
    }

    private Refused diagnosed(TokenCall call, Account account, Refused refused) {
        if (!ABOUT_KIDS.contains(refused.why())) return refused;
        return doctor.hint(account, call.parameters(), refused.parameter().orElse("kid"))
                .map(refused::hint)
                .orElse(refused);
    }

    /// A token leaves only when its record is on disk.
    private Optional<TokenOutcome> record(TokenCall call, Account account, TokenPreview.Granted granted) {
        Token token = granted.token();
        List<Lint> lints = granted.lints();
        var event = IssueRecords.issued(call, token, lints, clock.instant());
        return switch (Steps.of("record", () -> ledger.write(event, account))) {
            case WRITTEN ->
                Optional.of(new TokenOutcome.Issued(token, Steps.of("seal", () -> sealer.seal(token)), lints));
            case BALANCE_EMPTY -> refuse(call, account, IssuePermissions.balanceEmpty());
            case OUTDATED -> Optional.empty();
        };
    }

    /// Refuses a caller who was not admitted.
    ///
    /// @param account whose record it is, where that is certain
    private TokenOutcome turnAway(TokenCall call, Optional<AccountId> account, Refused why) {
        var denied = new TokenOutcome.Denied(why);
        if (account.isPresent() || unattributed.admits())
            ledger.write(IssueRecords.refused(call, account, why, clock.instant()));
        return denied;
    }

    /// Refuses a request of an account that was admitted. Empty when the account has changed since it was read.
    private Optional<TokenOutcome> refuse(TokenCall call, Account account, Refused why) {
        var denied = new TokenOutcome.Denied(why);
        return switch (ledger.write(
                IssueRecords.refused(call, Optional.of(account.id()), why, clock.instant()), account)) {
            case WRITTEN, BALANCE_EMPTY -> Optional.of(denied);
            case OUTDATED -> Optional.empty();
        };
    }
}
