package dev.licet.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connection with its prepared statements, in the hands of one thread at a time.
///
/// Parameters may be numbers, texts, bytes, instants, flags and the domain's identifiers; see [Parameters].
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final Consumer<Session> release;
    private final Consumer<Connection> discard;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<Class<?>, Object> ofTransaction = new HashMap<>();
    private Optional<Deferred> deferred = Optional.empty();
    private Script trailing = new Script();

    /// @param dialect how the product behind it speaks
    /// @param release what becomes of the session after good work
    /// @param discard ends the connection, in whatever state it is
    Session(Connection connection, Dialect dialect, Consumer<Session> release, Consumer<Connection> discard) {
        this.connection = connection;
        this.dialect = dialect;
        this.release = release;
        this.discard = discard;
    }

    /// A connection that belongs to no pool. A failure to close it is ignored: everything committed is on
    /// disk, and everything else is rolled back.
    static void shut(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            return;
        }
    }

    /// All rows that `sql` answers.
    public <T> List<T> all(String sql, Row.Reader<T> reader, Object... parameters) throws SQLException {
        var found = new ArrayList<T>();
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            while (rows.next()) found.add(reader.read(new Row(rows)));
        }
        return found;
    }

    /// The first row that `sql` answers. Also for `INSERT` and `UPDATE … RETURNING`.
    public <T> Optional<T> first(String sql, Row.Reader<T> reader, Object... parameters) throws SQLException {
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        }
    }

    /// The number that `sql` answers, which must be there.
    public long number(String sql, Object... parameters) throws SQLException {
        return first(sql, Row::number, parameters).orElseThrow(() -> new SQLException("no row where one must be"));
    }

    /// Runs a statement that answers no rows.
    /// @return how many rows it changed
    public int change(String sql, Object... parameters) throws SQLException {
        return statement(sql, parameters).executeUpdate();
    }

    /// A statement that answers no rows, to be sent with the next one or with the commit: a server is waited for once.
    public void changeLater(String sql, Object... parameters) throws SQLException {
        settle();
        if (hasManyWriters()) trailing.change(sql, parameters);
        else change(sql, parameters);
    }

    /// The same for one that must answer a row, and whose row nobody reads.
    public void checkLater(String sql, Object... parameters) throws SQLException {
        settle();
        trailing.ask(sql, Row::maybeText, parameters);
    }

    /// Runs statements together.
    void run(Script script) throws SQLException {
        settle();
        sendTrailing();
        if (hasManyWriters()) send(script);
        else script.runEach(this);
    }

    private void sendTrailing() throws SQLException {
        if (trailing.isEmpty()) return;
        Script due = trailing;
        trailing = new Script();
        send(due);
    }

    private PreparedStatement send(Script script) throws SQLException {
        PreparedStatement statement = bound(script.text(), script.parameters());
        statement.execute();
        script.read(statement);
        return statement;
    }

    /// A condition: the bytes of a parameter are somewhere in a column of bytes.
    public String holds(String column) {
        return dialect.holds(column);
    }

    /// Whether several processes write at the same time, so that what was read may change before the transaction ends.
    public boolean hasManyWriters() {
        return dialect.hasManyWriters();
    }

    /// What the database product finds wrong with its own files; a server looks after that itself.
    public List<String> complaints() throws SQLException {
        return dialect.complaints(this);
    }

    /// Runs a statement once, such as one of a migration.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The deferred work of this batch; the first caller creates it.
    public <P extends Deferred> P deferred(Class<P> kind, Function<Session, P> make) throws SQLException {
        if (!deferred.map(kind::isInstance).orElse(false)) {
            settle();
            deferred = Optional.of(make.apply(this));
        }
        return kind.cast(deferred.get());
    }

    /// What the units of the running transaction share; the first caller creates it, and the end forgets it.
    public <P> P ofTransaction(Class<P> kind, Supplier<P> make) {
        return kind.cast(ofTransaction.computeIfAbsent(kind, _ -> make.get()));
    }

    /// Does the deferred work, if there is any. Every statement does so first, unless it is run [#ahead].
    public void settle() throws SQLException {
        if (deferred.isEmpty()) return;
        Deferred due = deferred.get();
        deferred = Optional.empty();
        try {
            due.carryOut(this);
        } catch (SQLException failure) {
            throw new DeferredFailed(failure);
        }
    }

    /// Runs statements before the deferred work. Allowed only when neither can see what the other writes.
    public <T> T ahead(Unit<T> unit) throws SQLException {
        var kept = deferred;
        deferred = Optional.empty();
        try {
            return unit.run(this);
        } finally {
            deferred = kept;
        }
    }

    private PreparedStatement statement(String sql, Object... parameters) throws SQLException {
        settle();
        sendTrailing();
        return bound(sql, parameters);
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        Parameters.bind(statement, parameters);
        return statement;
    }

    void begin() throws SQLException {
        ofTransaction.clear();
        connection.setAutoCommit(false);
    }

    /// The only thing that a server warns of then is that somebody ended its wait for a synchronous standby.
    void commit() throws SQLException {
        SQLWarning warning = trailing.isEmpty() ? commitAlone() : commitWithTrailing();
        if (warning != null) throw new NotReplicated(warning);
    }

    /// Leaving the manual mode commits, by the contract of [Connection#setAutoCommit].
    private @Nullable SQLWarning commitAlone() throws SQLException {
        connection.clearWarnings();
        connection.setAutoCommit(true);
        return connection.getWarnings();
    }

    private @Nullable SQLWarning commitWithTrailing() throws SQLException {
        Script last = trailing;
        trailing = new Script();
        last.change("COMMIT");
        PreparedStatement sent = send(last);
        connection.setAutoCommit(true);
        return sent.getWarnings();
    }

    /// Takes everything back and leaves the transaction.
    void rollback() throws SQLException {
        deferred = Optional.empty();
        trailing = new Script();
        ofTransaction.clear();
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /// After good work: the connection may be used again.
    void release() {
        release.accept(this);
    }

    /// Hands the connection back to the pool that it is from, which closes what was prepared on it.
    void giveBack() {
        shut(connection);
    }

    /// Closes the connection for good.
    @Override
    public void close() {
        discard.accept(connection);
    }
}
