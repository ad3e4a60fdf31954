package dev.licet.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stands before the driver of the embedded database, and lets the writer's calls fail as [Faults] says. Readers and
/// the copying of the log are left alone.
final class FaultyDriver implements Driver, AutoCloseable {
    private static final String URL = "jdbc:sqlite:";

    private final Driver genuine;
    private final Faults faults;

    private FaultyDriver(Driver genuine, Faults faults) {
        this.genuine = genuine;
        this.faults = faults;
    }

    /// Takes the place of the genuine driver until it is closed.
    static FaultyDriver install(Faults faults) throws SQLException {
        var driver = new FaultyDriver(DriverManager.getDriver(URL), faults);
        DriverManager.deregisterDriver(driver.genuine);
        DriverManager.registerDriver(driver);
        return driver;
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
        DriverManager.registerDriver(genuine);
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!url.startsWith(URL)) return null;
        faults.before("connect");
        Connection connection = genuine.connect(url, info);
        return wrapped(Connection.class, connection, "");
    }

    private <T> T wrapped(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDriver.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(target, sql, method, arguments)));
    }

    /// @param sql of a prepared statement
    private Object call(Object target, String sql, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        Object said = arguments == null ? sql : arguments[0];
        boolean works = name.startsWith("execute") || name.equals("setAutoCommit") || name.equals("rollback");
        if (works) faults.before(name + said);
        Object answer = invoked(target, method, arguments);
        // A commit that has worked has worked: the file is beside us.
        if (works && !name.equals("setAutoCommit")) faults.after();
        if (answer instanceof PreparedStatement statement) {
            return wrapped(PreparedStatement.class, statement, said.toString());
        }
        return answer instanceof Statement statement ? wrapped(Statement.class, statement, "") : answer;
    }

    private static Object invoked(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return genuine.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return genuine.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return genuine.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return genuine.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
