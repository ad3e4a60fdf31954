package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.http.lane.Asker;
import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.DashboardUsers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/// The one place where a password that somebody typed is compared: at the way in, and where somebody who is in wants
/// another one. Guesses at either count together. Passwords are slow on purpose, so they are compared on the lane for
/// that, and only a guess that is compared counts.
final class Passwords {
    /// After how many seconds all of the attempts are forgotten.
    static final String PAUSE = Long.toString(Attempts.PAUSE.toSeconds());

    /// What to say to somebody who has guessed too often.
    static final String LATER = "Too many attempts. Please wait a few minutes.";

    private static final int SHORTEST = 12;
    private static final int LONGEST = 1024;

    private final DashboardUsers users;
    private final Attempts attempts;
    private final Hashing hashing;

    Passwords(DashboardUsers users, Hashing hashing, InstantSource clock) {
        this.users = users;
        this.hashing = hashing;
        this.attempts = new Attempts(clock);
    }

    /// What came of it.
    sealed interface Check {
        /// It is this user's.
        record Right(DashboardUser user) implements Check {}

        /// It is not, or there is no such user, or the user is switched off: nobody can tell which.
        record Wrong() implements Check {}

        /// It was not looked at, because so many before it were wrong.
        record TooOften() implements Check {}
    }

    /// Whether the password in that field of the form belongs to the name. One that is longer than any can be is wrong,
    /// and no attempt. Throws [Busy] when too many wait to be compared.
    Check check(Attempts.Guess guess, Asker asker, Form form, String field) {
        String typed = form.parameters().first(field).orElse("");
        if (guess.name().length() > DashboardUsers.LONGEST_NAME || typed.length() > LONGEST) return new Check.Wrong();
        if (!attempts.admits(guess)) return new Check.TooOften();
        SecretBytes password = bytes(typed);
        try {
            return hashing.of(asker, () -> compared(guess, password));
        } finally {
            password.wipe();
        }
    }

    private Check compared(Attempts.Guess guess, SecretBytes password) {
        if (!attempts.begin(guess)) return new Check.TooOften();
        Optional<DashboardUser> user = users.authenticate(guess.name(), password);
        if (user.isEmpty()) return new Check.Wrong();
        attempts.succeeded(guess);
        return new Check.Right(user.get());
    }

    /// A new password as somebody chose it; the caller wipes it.
    static SecretBytes chosen(Form form, String field) throws BadField {
        String typed = form.parameters().first(field).orElse("");
        if (typed.length() < SHORTEST) {
            throw new BadField("Password: please take at least " + SHORTEST + " characters.");
        }
        if (typed.length() > LONGEST) throw new BadField("Password: at most " + LONGEST + " characters.");
        return bytes(typed);
    }

    private static SecretBytes bytes(String typed) {
        return SecretBytes.taking(typed.getBytes(StandardCharsets.UTF_8));
    }
}
