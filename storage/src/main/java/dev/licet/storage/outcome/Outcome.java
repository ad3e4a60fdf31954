package dev.licet.storage.outcome;

/// What became of an operator's wish.
public sealed interface Outcome<T> {
    /// It was done, and is on disk.
    record Done<T>(T value) implements Outcome<T> {}

    /// It was not done, and nothing was changed.
    record Refused<T>(Reason why) implements Outcome<T> {}

    /// Why a wish cannot be fulfilled.
    enum Reason {
        /// The number of the account is unknown.
        NO_SUCH_ACCOUNT("there is no such account"),
        /// The number that was chosen for a new account is in use.
        ACCOUNT_EXISTS("there is an account with that number already"),
        /// It was closed for good.
        ACCOUNT_CLOSED("the account is closed, which is for good"),
        /// What was paid for in advance would be lost.
        BALANCE_LEFT("the account has units left in production: set that balance to 0 first"),
        /// No live authenticator has that number or prefix.
        NO_SUCH_AUTHENTICATOR("there is no such live authenticator"),
        /// Several live authenticators have that prefix.
        AMBIGUOUS_PREFIX("several authenticators begin with those digits: name one by its number"),
        /// Nothing is counted down, so nothing can be added.
        BALANCE_UNLIMITED("the balance is unlimited: set it to a number first"),
        /// The sum does not fit.
        BALANCE_TOO_LARGE("the balance would become too large"),
        /// A top-up of that name was made, with another number of units.
        TOP_UP_EXISTS("there is a top-up with that name already, of another number of units"),
        /// The name of a new user is in use.
        USER_EXISTS("there is a user with that name already"),
        /// The name of the user is unknown.
        NO_SUCH_USER("there is no such user"),
        /// No user would be left who may manage users.
        LAST_OWNER("this is the last owner: make somebody else an owner first"),
        /// There is no row with that number, serial or system id.
        NO_SUCH_ENTRY("there is no such entry"),
        /// It would make content keys known to others.
        TEST_ENVIRONMENT_ONLY("this kind exists in the test environment alone"),
        /// The account has no seed to derive keys from.
        NO_SEED("the account has no seed yet: make one with licet keys seed create"),
        /// The account has a seed already.
        SEED_EXISTS("the account has a seed already: licet keys seed rotate adds another"),
        /// No signer of the account has that name in that environment.
        NO_SUCH_SIGNER("the account has no signer of that name in that environment"),
        /// The name of a new signer is in use.
        SIGNER_EXISTS("there is a signer with that name already");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /// One sentence for the operator, without a final stop.
        public String words() {
            return words;
        }
    }

    /// Shorthand for [Done].
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /// Shorthand for [Refused].
    static <T> Outcome<T> refused(Reason why) {
        return new Refused<>(why);
    }

    /// The value, for those who know that it was done.
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Reason why) -> throw new IllegalStateException(why.words());
        };
    }
}
