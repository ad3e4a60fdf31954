package dev.licet.dashboard;

import dev.licet.dashboard.view.Frame;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.lane.Asker;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.Map;
import java.util.Optional;

/// One request of somebody who has signed in. It does not print: the form may hold keys.
///
/// @param request the request
/// @param form    its fields
/// @param user    who sent it
/// @param csrf    what forms of this session carry
/// @param path    the page, without a slash at the end
/// @param overview the account that the page is about, which this user may see
/// @param problem what was wrong with the form that was just sent
/// @param subject what the change is about that the form asks for
record Visit(
        Request request,
        Form form,
        DashboardUser user,
        String csrf,
        String path,
        Optional<AccountOverview> overview,
        Optional<String> problem,
        Subject subject) {

    Visit with(String words) {
        return new Visit(request, form, user, csrf, path, overview, Optional.of(words), subject);
    }

    /// Says what a change of the account as a whole, or of the installation, is about.
    void about(String words) {
        subject.is(subject.target().saying(words));
    }

    /// The same of a change in one environment of the account.
    void aboutEnvironment(String words) {
        subject.is(subject.target().in(environment()).saying(words));
    }

    /// For pages about an account.
    AccountId accountId() {
        return overview.orElseThrow().id();
    }

    /// The one that is named, or that was looked at last; a form that names none is about test.
    Environment environment() {
        Optional<Environment> last = request.method().equals("POST") ? Optional.empty() : Cookies.environment(request);
        return form.environment().or(() -> last).orElse(Environment.TEST);
    }

    /// The account as the environment of the page sees it.
    Account account() {
        return switch (environment()) {
            case TEST -> overview.orElseThrow().test();
            case PRODUCTION -> overview.orElseThrow().production();
        };
    }

    /// The browser that waits for what is computed for this visit.
    Asker asker() {
        return new Asker("user " + user.id(), request.client()::isGone, request.client()::isSilent);
    }

    /// What surrounds the page.
    Frame frame(String title) {
        Optional<String> note = form.maybe("note").flatMap(Note::named).map(Note::words);
        return new Frame(
                title,
                Optional.of(user),
                overview,
                environment(),
                path,
                csrf,
                problem.isPresent() ? Optional.empty() : note,
                problem,
                problem.isPresent() ? form.typed() : Map.of());
    }

    /// The page at this path.
    Reply page(String template, Object model) {
        return Pages.page(problem.isPresent() ? 400 : 200, template, model);
    }

    /// Back to the page after a change, so that loading it again changes nothing.
    Reply after(Note note) {
        return Pages.seeOther(path + "?environment=" + environment().word() + "&note=" + note.name());
    }

    @Override
    public String toString() {
        return "Visit[" + request.id() + "]";
    }
}
