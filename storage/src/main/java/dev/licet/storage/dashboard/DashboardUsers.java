package dev.licet.storage.dashboard;

import dev.licet.crypto.PasswordHash;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Ascii;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The users of the dashboard. Of a password only a slow hash is kept.
public final class DashboardUsers {
    /// Characters of the longest name: as many as the subject of an OpenID provider may have (OpenID Connect
    /// Core 2).
    public static final int LONGEST_NAME = 255;

    private static final String INSERT =
            "INSERT INTO dashboard_user (id, name, folded, account, role, enabled, salt, iterations, hash, created)"
                    + " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+|:-]{1," + LONGEST_NAME + "}");
    private static final String COUNTER = "dashboard_user";
    static final String COLUMNS = "u.id, u.name, u.account, u.role, u.enabled, u.created";

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    /// Takes the place of a user's hash when there is no such user, so that both take as long.
    private final PasswordHash nobodys;

    public DashboardUsers(Store store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.nobodys = new PasswordHash(new byte[16], PasswordHash.ITERATIONS, new byte[32]);
    }

    /// A name as it is kept; empty when it is none (1 to 255 of `a-z A-Z 0-9 . _ @ + | : -`). It keeps its
    /// case, and no two users have names that differ in case alone.
    public static Optional<String> name(String text) {
        return Optional.of(text).filter(name -> NAME.matcher(name).matches());
    }

    /// Makes a user.
    ///
    /// @param name    as [#name] gives it
    /// @param account the only one that the user sees; empty for who sees all
    public Outcome<DashboardUser> create(String name, Optional<AccountId> account, Role role, SecretBytes password) {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("name: not a name of a user");
        PasswordHash hash = PasswordHash.of(password, random);
        return store.write("making a user", session -> {
            if (account.isPresent() && !AccountAdministration.exists(session, account.get())) {
                return Outcome.refused(Reason.NO_SUCH_ACCOUNT);
            }
            if (named(session, name).isPresent()) return Outcome.refused(Reason.USER_EXISTS);
            session.change(
                    INSERT,
                    Counters.next(session, COUNTER),
                    name,
                    Ascii.lower(name),
                    account,
                    role.word(),
                    hash.salt(),
                    hash.iterations(),
                    hash.hash(),
                    clock.instant());
            return Outcome.done(named(session, name).orElseThrow());
        });
    }

    /// Makes an owner.
    public Outcome<DashboardUser> create(String name, Optional<AccountId> account, SecretBytes password) {
        return create(name, account, Role.OWNER, password);
    }

    private record Known(DashboardUser user, PasswordHash hash) {}

    /// The user with that name and password. An unknown name, a wrong password and a user who is switched off
    /// give the same empty answer, after the same time.
    public Optional<DashboardUser> authenticate(String text, SecretBytes password) {
        Optional<Known> known = name(text).flatMap(this::known);
        boolean right = known.map(Known::hash).orElse(nobodys).matches(password);
        return known.map(Known::user).filter(user -> right && user.enabled());
    }

    /// A user of that name, in whatever case, and switched on or not.
    public Optional<DashboardUser> find(String text) {
        return name(text).flatMap(name -> store.read("reading a user", session -> named(session, name)));
    }

    /// The same, where another case is another person: as subjects of OpenID providers are (OpenID Connect Core
    /// 2).
    public Optional<DashboardUser> findExactly(String text) {
        return find(text).filter(user -> user.name().equals(text));
    }

    private Optional<Known> known(String name) {
        return store.read(
                "reading a user",
                session -> session.first(
                        "SELECT " + COLUMNS + ", u.salt, u.iterations, u.hash FROM dashboard_user AS u"
                                + " WHERE u.folded = ?",
                        row -> new Known(user(row), new PasswordHash(row.bytes(), row.small(), row.bytes())),
                        Ascii.lower(name)));
    }

    /// All users, by name.
    public List<DashboardUser> list() {
        return store.read(
                "listing users",
                session -> session.all(
                        "SELECT " + COLUMNS + " FROM dashboard_user AS u ORDER BY u.folded", DashboardUsers::user));
    }

    /// Switches a user on or off. Off ends all sessions. The last owner stays on.
    public Outcome<DashboardUser> enable(String name, boolean enabled) {
        return change(
                name, !enabled, "UPDATE dashboard_user SET enabled = ? WHERE folded = ?", enabled, Ascii.lower(name));
    }

    /// Gives a user another role, which ends all sessions. The last owner stays one.
    public Outcome<DashboardUser> assign(String name, Role role) {
        return change(
                name,
                role != Role.OWNER,
                "UPDATE dashboard_user SET role = ? WHERE folded = ?",
                role.word(),
                Ascii.lower(name));
    }

    /// Gives a user another password, which ends all sessions.
    public Outcome<DashboardUser> password(String name, SecretBytes password) {
        PasswordHash hash = PasswordHash.of(password, random);
        return change(
                name,
                false,
                "UPDATE dashboard_user SET salt = ?, iterations = ?, hash = ? WHERE folded = ?",
                hash.salt(),
                hash.iterations(),
                hash.hash(),
                Ascii.lower(name));
    }

    /// @param demotes whether an owner is none afterwards
    private Outcome<DashboardUser> change(String name, boolean demotes, String sql, Object... parameters) {
        return store.write("changing a user", session -> {
            Counters.hold(session, COUNTER);
            Optional<DashboardUser> user = named(session, name);
            if (user.isEmpty()) return Outcome.refused(Reason.NO_SUCH_USER);
            if (demotes && user.get().isOwner() && owners(session) == 1) return Outcome.refused(Reason.LAST_OWNER);
            session.change(sql, parameters);
            session.change(
                    "DELETE FROM dashboard_session WHERE member = ?", user.get().id());
            return Outcome.done(named(session, name).orElseThrow());
        });
    }

    private static long owners(Session session) throws SQLException {
        return session.number(
                "SELECT COUNT(*) FROM dashboard_user WHERE account IS NULL AND enabled = 1 AND role = ?",
                Role.OWNER.word());
    }

    private static Optional<DashboardUser> named(Session session, String name) throws SQLException {
        return session.first(
                "SELECT " + COLUMNS + " FROM dashboard_user AS u WHERE u.folded = ?",
                DashboardUsers::user,
                Ascii.lower(name));
    }

    private static Role role(Row row) throws SQLException {
        return Role.named(row.text()).orElseThrow();
    }

    static DashboardUser user(Row row) throws SQLException {
        return new DashboardUser(row.number(), row.text(), row.maybeAccount(), role(row), row.flag(), row.time());
    }
}
