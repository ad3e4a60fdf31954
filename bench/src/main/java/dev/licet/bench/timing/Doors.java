package dev.licet.bench.timing;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.operator.Scope;
import dev.licet.storage.Database;
import dev.licet.storage.dashboard.DashboardSessions;
import dev.licet.storage.operator.OperatorTokens;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Where callers, programs of operators and people say who they are, over a real database.
final class Doors {
    private static final String NAME = "owner";
    private static final int PREFIX = "licet-".length();

    private final Database database;
    private final Authenticator right;

    Doors(Database database, Authenticator right) {
        this.database = database;
        this.right = right;
    }

    List<Question<?>> questions() {
        Accounts asked = database.accounts();
        Accounts memory = asked.remembered();
        return List.of(
                digits("authenticator, from memory", memory),
                digits("authenticator, from the database", asked),
                strangers("authenticator, from memory", memory),
                strangers("authenticator, from the database", asked),
                operator(),
                session(),
                people());
    }

    private Question<?> digits(String place, Accounts accounts) {
        return authenticators(
                place, "first byte wrong", Bytes.many(() -> wrong(0)), "last byte wrong", accounts, right.account());
    }

    /// Account numbers are not secret, and still nobody should learn here which of them there are.
    private Question<?> strangers(String place, Accounts accounts) {
        var nobody = new AccountId(right.account().value() + 12_345);
        return authenticators(place, "wrong secret", Bytes.many(() -> wrong(-1)), "no such account", accounts, nobody);
    }

    private Question<?> authenticators(
            String place, String one, List<Authenticator> ones, String other, Accounts accounts, AccountId whose) {
        accounts.authenticate(right);
        var others = Bytes.many(() -> new Authenticator(whose, wrong(-1).secret()));
        return new Question<>(
                place, one, other, new Question.Inputs<>(ones, others, Doors::copy), accounts::authenticate);
    }

    private Authenticator wrong(int at) {
        return new Authenticator(
                right.account(), SecretBytes.taking(right.secret().expose(bytes -> Bytes.changed(bytes, at))));
    }

    private static Authenticator copy(Authenticator given) {
        return new Authenticator(given.account(), given.secret().slice(0, Authenticator.SECRET_BYTES));
    }

    private Question<?> operator() {
        OperatorTokens tokens = database.operatorTokens();
        String text = tokens.create("timing", EnumSet.allOf(Scope.class), Optional.empty())
                .secret()
                .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        return new Question<>(
                "token of an operator's program",
                "first character wrong",
                "last character wrong",
                Question.Inputs.texts(
                        Bytes.each(i -> spelled(text, PREFIX, i)),
                        Bytes.each(i -> spelled(text, text.length() - 1, i))),
                tokens::find);
    }

    private static String spelled(String text, int at, int i) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                .replace(text.substring(at, at + 1), "");
        return text.substring(0, at) + letters.charAt(i % letters.length()) + text.substring(at + 1);
    }

    private Question<?> session() {
        DashboardSessions sessions = database.dashboard().sessions();
        var user = database.dashboard().users();
        var owner = user.create(NAME, Optional.empty(), password("correct horse battery staple"));
        byte[] secret = sessions.open(user.find(NAME).orElseThrow(() -> new IllegalStateException(owner.toString())))
                .expose(byte[]::clone);
        return new Question<>(
                "cookie of a session",
                "first byte wrong",
                "last byte wrong",
                Question.Inputs.secrets(
                        Bytes.many(() -> SecretBytes.taking(Bytes.changed(secret, 0))),
                        Bytes.many(() -> SecretBytes.taking(Bytes.changed(secret, -1)))),
                sessions::find);
    }

    private Question<?> people() {
        var users = database.dashboard().users();
        return new Question<>(
                "sign-in with a password",
                "wrong password",
                "no such user",
                Question.Inputs.texts(Bytes.each(i -> NAME), Bytes.each(i -> "nobody" + i)),
                name -> users.authenticate(name, password("wrong horse")));
    }

    private static SecretBytes password(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
    }
}
