package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenFacts;
import dev.licet.domain.token.TokenSealer;
import dev.licet.domain.trace.Steps;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Turns a token request into a token. The order of the checks is that of token-api.md 16; a token exists only
/// once its record is on disk.
public final class TokenIssuer {
    private static final Set<Refusal> ABOUT_KIDS =
            EnumSet.of(Refusal.KEY_STORAGE, Refusal.KID_LENGTH, Refusal.KID_INVALID, Refusal.KID_NAME_LENGTH);

    private static final int MOST_KIDS = 16;

    private final Callers callers;
    private final Callers remembering;
    private final FairPlayCredentials fairPlay;
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

    /// @param unattributed bounds the records of requests that belong to no account
    public TokenIssuer(
            Callers callers,
            FairPlayCredentials fairPlay,
            Keys keys,
            Ledger ledger,
            TokenSealer sealer,
            RecordThrottle unattributed,
            InstantSource clock,
            SecureRandom random) {
        this.callers = callers;
        this.remembering = callers.remembering();
        this.fairPlay = fairPlay;
        this.keys = new ContentKeyFetch(keys.stored());
        this.packagers = keys.packagers();
        this.doctor = new KidDoctor(keys.stored());
        this.ledger = ledger;
        this.sealer = sealer;
        this.unattributed = unattributed;
        this.clock = clock;
        this.random = random;
    }

    /// The same at one moment: whatever a request asks of the clock, it is told the time at which it came.
    private TokenIssuer(TokenIssuer same, Instant moment) {
        this.callers = same.callers;
        this.remembering = same.remembering;
        this.fairPlay = same.fairPlay;
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
        var outcome = account.enabled() ? now.answer(call, account) : now.refuse(call, account, switchedOff());
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
        if (!account.enabled()) return new TokenPreview.Denied(switchedOff());
        return judge(call, account);
    }

    private static Refused switchedOff() {
        return Refused.request(Refusal.ACCOUNT_DISABLED, "the account is switched off");
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
        Optional<Refused> notAllowed = Faults.refusal(fault).or(() -> notAllowed(call.drm(), account));
        if (notAllowed.isPresent()) return new TokenPreview.Denied(notAllowed.get());
        var fields = new Fields(call.parameters());
        var packaged = PackagedLookup.of(packagers, account);
        var asked = new Submission(call.drm(), fields, account.options(), packaged, clock.instant());
        try {
            var request = TokenRequestReader.read(asked);
            List<KeyGrant> grants = Steps.of("keys", () -> keys.fetch(account, packaged, request.keys()));
            if (account.balance().isEmpty()) return new TokenPreview.Denied(balanceEmpty());
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

    private Optional<Refused> notAllowed(Drm drm, Account account) {
        boolean enabled = account.options().enabledDrms().contains(drm);
        return switch (drm) {
            case WIDEVINE -> enabled ? Optional.empty() : off(Refusal.WIDEVINE_DISABLED);
            case FAIRPLAY -> enabled ? withoutCredentials(account) : off(Refusal.FAIRPLAY_DISABLED);
            case PLAYREADY -> enabled ? Optional.empty() : off(Refusal.PLAYREADY_DISABLED);
            // The published codes have none for Clear Key; this one says the nearest thing.
            case CLEARKEY ->
                enabled
                        ? Optional.empty()
                        : off(Refusal.ACCOUNT_DISABLED)
                                .map(why -> why.at(Rule.OPTION).hint("Ask the operator: licet account options --drm"));
        };
    }

    private static Optional<Refused> off(Refusal why) {
        return Optional.of(Refused.request(why, "the option is switched off for this account"));
    }

    private Optional<Refused> withoutCredentials(Account account) {
        if (!fairPlay.of(account.id(), account.environment()).isEmpty()) return Optional.empty();
        List<String> leftOut = fairPlay.leftOut(account.id(), account.environment());
        return Optional.of(leftOut.isEmpty() ? noCredentials(account) : unusable(account, leftOut));
    }

    private static Refused noCredentials(Account account) {
        String where = account.environment().word();
        return Refused.request(Refusal.FAIRPLAY_NOT_AUTHORIZED, "the account has no FairPlay credentials in " + where)
                .hint("Import the certificate, its private key and the ASk with: licet fairplay import");
    }

    private static Refused unusable(Account account, List<String> leftOut) {
        String where = account.environment().word();
        String reason = "the account has no FairPlay credentials in " + where + " that this node can use: "
                + String.join("; ", leftOut);
        return Refused.request(Refusal.FAIRPLAY_NOT_AUTHORIZED, reason)
                .hint("Ask the operator to install the derivation, or to import other credentials.");
    }

    private static Refused balanceEmpty() {
        return Refused.request(Refusal.BALANCE_EMPTY, "the balance of the account is used up")
                .hint("Ask the operator of this service to top up the account.");
    }

    /// A token leaves only when its record is on disk.
    private Optional<TokenOutcome> record(TokenCall call, Account account, TokenPreview.Granted granted) {
        Token token = granted.token();
        List<Lint> lints = granted.lints();
        return switch (Steps.of("record", () -> ledger.write(issuedEvent(call, token, lints), account))) {
            case WRITTEN ->
                Optional.of(new TokenOutcome.Issued(token, Steps.of("seal", () -> sealer.seal(token)), lints));
            case BALANCE_EMPTY -> refuse(call, account, balanceEmpty());
            case OUTDATED -> Optional.empty();
        };
    }

    private Event issuedEvent(TokenCall call, Token token, List<Lint> lints) {
        return new Event(
                Event.Kind.ISSUED,
                clock.instant(),
                Origin.of(call.environment(), token.account(), call.drm(), call.requestId()),
                Optional.empty(),
                new Subject(Optional.of(token.id()), token.cookie(), token.contentId(), kids(token), Optional.empty()),
                facts(token, lints));
    }

    private static Map<String, String> facts(Token token, List<Lint> lints) {
        if (lints.isEmpty()) return TokenFacts.of(token);
        var facts = new TreeMap<>(TokenFacts.of(token));
        facts.put("lint", lints.stream().map(Lint::word).collect(Collectors.joining(",")));
        return facts;
    }

    private static List<KeyId> kids(Token token) {
        return token.rights().keys().stream().flatMap(key -> key.kid().stream()).toList();
    }

    /// Refuses a caller who was not admitted.
    ///
    /// @param account whose record it is, where that is certain
    private TokenOutcome turnAway(TokenCall call, Optional<AccountId> account, Refused why) {
        var denied = new TokenOutcome.Denied(why);
        if (account.isPresent() || unattributed.admits()) ledger.write(refusedEvent(call, account, denied.why()));
        return denied;
    }

    /// Refuses a request of an account that was admitted. Empty when the account has changed since it was read.
    private Optional<TokenOutcome> refuse(TokenCall call, Account account, Refused why) {
        var denied = new TokenOutcome.Denied(why);
        return switch (ledger.write(refusedEvent(call, Optional.of(account.id()), denied.why()), account)) {
            case WRITTEN, BALANCE_EMPTY -> Optional.of(denied);
            case OUTDATED -> Optional.empty();
        };
    }

    private Event refusedEvent(TokenCall call, Optional<AccountId> account, Refused why) {
        return new Event(
                Event.Kind.REFUSED,
                clock.instant(),
                new Origin(call.environment(), account, Optional.of(call.drm()), call.requestId()),
                Optional.of(why),
                new Subject(
                        Optional.empty(),
                        call.parameters().first("cookie").filter(Token::isCookie),
                        Optional.empty(),
                        plainKids(call.parameters()),
                        Optional.empty()),
                why.facts());
    }

    /// As far as they can be read at once: a refusal is recorded with the kids that it is about.
    private static List<KeyId> plainKids(Parameters parameters) {
        return parameters.names().stream()
                .filter(name -> name.equals("kid") || name.startsWith("kid."))
                .flatMap(name -> parameters.first(name).stream())
                .filter(text -> text.length() == 2 * KeyId.BYTES && Fields.isHex(text))
                .map(text -> new KeyId(Ascii.lower(text)))
                .distinct()
                .limit(MOST_KIDS)
                .toList();
    }
}
