package dev.licet.dashboard.view;

import dev.licet.domain.Environment;
import dev.licet.domain.operator.Right;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.Map;
import java.util.Optional;

/// What surrounds every page.
///
/// @param title       the heading
/// @param user        who has signed in
/// @param account     which account the page is about
/// @param environment which environment it shows
/// @param here        its path
/// @param csrf        what its forms carry
/// @param note        what was just done
/// @param problem     what was wrong with the form that was just sent
/// @param typed       what was typed into that form, by field, without anything secret; empty when nothing was wrong
public record Frame(
        String title,
        Optional<DashboardUser> user,
        Optional<AccountOverview> account,
        Environment environment,
        String here,
        String csrf,
        Optional<String> note,
        Optional<String> problem,
        Map<String, String> typed) {

    /// A form of a page for somebody who has not signed in.
    ///
    /// @param here the path of the page
    /// @param csrf what the form carries
    public record OutsideForm(String here, String csrf, Optional<String> note) {
        /// For a page that has no form.
        static final OutsideForm NONE = new OutsideForm("", "", Optional.empty());
    }

    /// Around a page for somebody who has not signed in.
    public static Frame outside(String title, OutsideForm form, Optional<String> problem) {
        Optional<DashboardUser> nobody = Optional.empty();
        Optional<AccountOverview> none = Optional.empty();
        return new Frame(
                title, nobody, none, Environment.TEST, form.here(), form.csrf(), form.note(), problem, Map.of());
    }

    /// What a field begins with: what was typed into it, if its form was just refused.
    ///
    /// @param action what the form asks for
    public String typed(String action, String field, String otherwise) {
        return action.equals(typed.get("action")) ? typed.getOrDefault(field, "") : otherwise;
    }

    /// Whether a box begins ticked.
    public boolean ticked(String action, String field, boolean otherwise) {
        return action.equals(typed.get("action")) ? typed.containsKey(field) : otherwise;
    }

    /// The same around a page that has no form.
    public static Frame outside(String title, Optional<String> problem) {
        return outside(title, OutsideForm.NONE, problem);
    }

    /// One link.
    ///
    /// @param current whether it is this page
    public record Link(String path, String words, boolean current) {}

    /// Whether the user sees all accounts.
    public boolean seesAll() {
        return user.filter(DashboardUser::seesAll).isPresent();
    }

    /// Whether the user sees more than accounts and balances.
    public boolean inspects() {
        return may(Right.INSPECT);
    }

    /// Whether the user changes what the owner of an account may change in it.
    public boolean keeps() {
        return may(Right.RUN);
    }

    /// Whether the user runs the installation.
    public boolean runs() {
        return seesAll() && may(Right.RUN);
    }

    /// Whether the user changes balances.
    public boolean collects() {
        return seesAll() && may(Right.MONEY);
    }

    /// Whether the user says who else signs in.
    public boolean owns() {
        return seesAll() && may(Right.PEOPLE);
    }

    private boolean may(Right right) {
        return user.filter(somebody -> somebody.may(right)).isPresent();
    }

    /// A link to `path`.
    public Link link(String path, String words) {
        return new Link(path, words, path.equals(here));
    }

    /// The path of a page about the account.
    public String area(String name) {
        return "/admin/accounts/" + account.orElseThrow().id() + (name.isEmpty() ? "" : "/" + name);
    }

    /// A link to a page about the account, in the same environment.
    public Link areaLink(String name, String words) {
        String path = area(name);
        return new Link(path + "?environment=" + environment.word(), words, path.equals(here));
    }

    /// The name of the account as people call it: its number where it has no name.
    public String accountName() {
        String name = account.orElseThrow().name();
        return name.isBlank() ? "Account " + account.orElseThrow().id() : name;
    }
}
