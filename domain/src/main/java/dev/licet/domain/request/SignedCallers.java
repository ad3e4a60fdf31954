package dev.licet.domain.request;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signers;
import java.util.Optional;

/// Tells who asks by a signature (reference: widevine.md 3.2).
public final class SignedCallers {
    private final Signers signers;
    private final Accounts accounts;

    public SignedCallers(Signers signers, Accounts accounts) {
        this.signers = signers;
        this.accounts = accounts;
    }

    /// The same with accounts from memory, for questions on which nothing depends that has to be true right now.
    public SignedCallers remembering() {
        return new SignedCallers(signers, accounts.remembered());
    }

    /// What a signature is worth.
    public sealed interface Verdict {
        /// It is one of that account's, which is switched on.
        record Genuine(Account account) implements Verdict {}

        /// The signer is known, and did not sign this.
        ///
        /// @param named whose signer it is; nothing proves that it is who asks
        record Forged(Refused why, AccountId named) implements Verdict {}

        /// There is no such signer here, or it may not ask.
        ///
        /// @param account whose signature it is, where that is certain
        record Denied(Refused why, Optional<AccountId> account) implements Verdict {}
    }

    /// Judges a request.
    ///
    /// @param name the signer that the path names
    public Verdict judge(Environment environment, String name, Signed request) {
        if (!name.equals(request.signer())) return denied("the path names another signer than the request");
        try {
            Optional<Signer> signer = signers.find(environment, name);
            if (signer.isEmpty()) return stranger(environment, request);
            if (!verifies(signer.get(), request)) {
                return new Verdict.Forged(
                        invalid("the signature is wrong"), signer.get().account());
            }
            return judge(signer.get());
        } catch (StoreUnavailable noAnswer) {
            var busy = Refused.busy(Refusal.ADMIN_ERROR, "the account database does not answer")
                    .hint("Try again in a moment.")
                    .because(noAnswer.getMessage());
            return new Verdict.Denied(busy, Optional.empty());
        }
    }

    private static boolean verifies(Signer signer, Signed request) {
        return signer.key().verifies(request.message(), request.signature());
    }

    /// A caller learns that a signer exists in the other environment only when the signature verifies under its
    /// key.
    private Verdict stranger(Environment asked, Signed request) {
        return signers.find(asked.other(), request.signer())
                .filter(signer -> verifies(signer, request))
                .map(signer -> elsewhere(asked, signer))
                .orElseGet(() -> denied("there is no such signer"));
    }

    private static Verdict elsewhere(Environment asked, Signer signer) {
        String words = "this is a signer of " + signer.environment().word() + "; this host is " + asked.word();
        return new Verdict.Denied(invalid(words), Optional.of(signer.account()));
    }

    private Verdict judge(Signer signer) {
        Optional<Account> account = accounts.find(signer.account(), signer.environment());
        if (account.filter(Account::enabled).isPresent()) return new Verdict.Genuine(account.get());
        var off = Refused.request(Refusal.ACCOUNT_DISABLED, "the account is switched off");
        return new Verdict.Denied(off, Optional.of(signer.account()));
    }

    private static Verdict denied(String reason) {
        return new Verdict.Denied(invalid(reason), Optional.empty());
    }

    private static Refused invalid(String reason) {
        return Refused.request(Refusal.AUTHENTICATOR_INVALID, reason);
    }
}
