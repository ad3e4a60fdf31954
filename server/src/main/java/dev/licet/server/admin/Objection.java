package dev.licet.server.admin;

import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.util.Objects;
import java.util.Optional;

/// What an operator's program asks for cannot be done; the message says why.
final class Objection extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<String> member;
    private final transient Optional<String> allowed;

    /// @param status the HTTP status
    /// @param words  one sentence without a final stop
    /// @param member the member or parameter at fault
    Objection(int status, String words, Optional<String> member) {
        this(status, words, member, Optional.empty());
    }

    private Objection(int status, String words, Optional<String> member, Optional<String> allowed) {
        super(words, null, false, false);
        this.status = status;
        this.member = member;
        this.allowed = allowed;
    }

    /// The path takes other methods (RFC 9110 section 15.5.6).
    static Objection method(String allowed) {
        return new Objection(405, "This path takes " + allowed, Optional.empty(), Optional.of(allowed));
    }

    static Objection notFound() {
        return new Objection(404, "There is nothing at this path", Optional.empty());
    }

    static Objection bad(String member, String words) {
        return new Objection(400, member + " " + words, Optional.of(member));
    }

    /// What was done, or an objection.
    static <T> T done(Outcome<T> outcome) throws Objection {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Reason why) -> throw of(why);
        };
    }

    /// Whether there was something to remove: that there is nothing any more is what was wished.
    static boolean wasThere(Outcome<?> removal) throws Objection {
        return switch (removal) {
            case Outcome.Done<?> done -> true;
            case Outcome.Refused<?>(Reason why)
            when why == Reason.NO_SUCH_ENTRY || why == Reason.NO_SUCH_SIGNER -> false;
            case Outcome.Refused<?>(Reason why) -> throw of(why);
        };
    }

    /// There is no room at the moment.
    static Objection busy() {
        return new Objection(503, "The service is busy at the moment", Optional.empty());
    }

    /// What was sent is none of what it should be.
    static Objection bad(Exception why) {
        return new Objection(400, String.valueOf(why.getMessage()), Optional.empty());
    }

    private static Objection of(Reason why) {
        return new Objection(status(why), why.words(), Optional.empty());
    }

    private static int status(Reason why) {
        return switch (why) {
            case NO_SUCH_ACCOUNT, NO_SUCH_AUTHENTICATOR, NO_SUCH_USER, NO_SUCH_ENTRY, NO_SUCH_SIGNER -> 404;
            case ACCOUNT_EXISTS,
                    ACCOUNT_CLOSED,
                    BALANCE_LEFT,
                    AMBIGUOUS_PREFIX,
                    BALANCE_UNLIMITED,
                    BALANCE_TOO_LARGE,
                    TOP_UP_EXISTS,
                    USER_EXISTS,
                    LAST_OWNER,
                    TEST_ENVIRONMENT_ONLY,
                    NO_SEED,
                    SEED_EXISTS,
                    SIGNER_EXISTS -> 409;
        };
    }

    int status() {
        return status;
    }

    Optional<String> member() {
        return member;
    }

    /// The methods that the path takes, where the one that was sent is none of them.
    Optional<String> allowed() {
        return allowed;
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
