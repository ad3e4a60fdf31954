package dev.licet.domain.request;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import java.util.Optional;

/// Tells who asks: the `customerAuthenticator` parameter, or the same text as a bearer token (RFC 6750), so that it
/// stays out of URLs.
public final class Callers {
    private static final String NAME = "customerAuthenticator";

    private final Accounts accounts;

    public Callers(Accounts accounts) {
        this.accounts = accounts;
    }

    /// The same by what is in memory about accounts: whoever is admitted may have changed meanwhile.
    public Callers remembering() {
        return new Callers(accounts.remembered());
    }

    /// Admits the owner of a live authenticator of `environment`. Raises -2017, -2018, -2031 and -2030.
    ///
    /// @param bearer what follows `Bearer ` in the `Authorization` header
    public Admission admit(Environment environment, Parameters parameters, Optional<String> bearer) {
        try {
            Optional<String> text = new Fields(parameters).filled(NAME, Refusal.AUTHENTICATOR_INVALID);
            if (text.isPresent() && bearer.isPresent() && !text.equals(bearer)) {
                return denied(invalid("the parameter and the Authorization header differ"));
            }
            return text.or(() -> bearer)
                    .filter(sent -> !sent.isEmpty())
                    .map(sent -> admit(environment, sent))
                    .orElseGet(() ->
                            denied(Refused.request(Refusal.AUTHENTICATOR_MISSING, "no customerAuthenticator was sent")
                                    .in(NAME)));
        } catch (BadParameter unclear) {
            return denied(unclear.refused());
        }
    }

    private Admission admit(Environment environment, String text) {
        Optional<Authenticator> authenticator = Authenticator.parse(text);
        if (authenticator.isEmpty()) {
            return denied(invalid("it must be the account id, a comma and 32 hexadecimal digits"));
        }
        try {
            return accounts.authenticate(authenticator.get())
                    .map(account -> judge(environment, account))
                    .orElseGet(() -> denied(invalid("no such authenticator, or it was revoked")));
        } catch (StoreUnavailable noAnswer) {
            return denied(Refused.busy(Refusal.ADMIN_ERROR, "the account database does not answer")
                    .hint("Try again in a moment.")
                    .because(noAnswer.getMessage()));
        }
    }

    private static Admission judge(Environment asked, Account account) {
        if (account.environment() != asked) return wrongEnvironment(asked, account);
        if (!account.enabled()) {
            var off = Refused.request(Refusal.ACCOUNT_DISABLED, "the account is switched off");
            return new Admission.Denied(off, Optional.of(account.id()));
        }
        return new Admission.Admitted(account);
    }

    private static Admission wrongEnvironment(Environment asked, Account account) {
        String words = "this is your " + account.environment().word() + " key; this host is " + asked.word();
        var why = invalid(words)
                .hint("Use your " + asked.word() + " key here, or send the request to the "
                        + account.environment().word() + " host.");
        return new Admission.Denied(why, Optional.of(account.id()));
    }

    private static Refused invalid(String reason) {
        return Refused.request(Refusal.AUTHENTICATOR_INVALID, reason).in(NAME);
    }

    private static Admission denied(Refused why) {
        return new Admission.Denied(why, Optional.empty());
    }
}
