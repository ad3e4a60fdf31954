package dev.licet.dashboard;

import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.KnownBrowsers;

/// Asks somebody who has signed in for the password once more, because whoever sits at the browser now may have found
/// the session open.
///
/// @param passwords compares it
/// @param cookies   those of the dashboard
/// @param browsers  tells on which browsers somebody signed in before
record Confirmation(Passwords passwords, Cookies cookies, KnownBrowsers browsers) {
    /// Ends normally when the field of the form holds the password of the user who signed in.
    ///
    /// @param label how the page calls the field
    void require(Visit visit, String field, String label) throws BadField {
        var visitor = new Visitor(visit.request(), cookies, browsers);
        var guess = visitor.guessInside(visit.user().name());
        switch (passwords.check(guess, visitor.asker(), visit.form(), field)) {
            case Passwords.Check.Right(DashboardUser user) -> {}
            case Passwords.Check.Wrong() -> throw new BadField(label + ": this is another one.");
            case Passwords.Check.TooOften() -> throw new BadField(Passwords.LATER);
        }
    }
}
