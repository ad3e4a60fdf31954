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

/// Stands before the driver of a database product, below the pool where there is one, and lets calls fail as [Calls]
/// says.
final class FaultyDriver implements Driver, AutoCloseable {
    private final Product product;
    private final Driver genuine;
    private final Calls calls;

    private FaultyDriver(Product product, Driver genuine, Calls calls) {
        this.product = product;
        this.genuine = genuine;
        this.calls = calls;
    }

    /// Ends the connection, and then fails its call.
    static final class Cut extends SQLException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("the test has cut the connection", "08006");
        }
    }

    /// Takes the place of the genuine driver until it is closed.
    static FaultyDriver install(Product product, Calls calls) throws SQLException {
        var driver = new FaultyDriver(product, DriverManager.getDriver(product.url()), calls);
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
        if (!acceptsURL(url)) return null;
        calls.before("connect");
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
        if (works) return watched(name + said, target, () -> invoked(target, method, arguments));
        Object answer = invoked(target, method, arguments);
        if (answer instanceof PreparedStatement statement) {
            return wrapped(PreparedStatement.class, statement, said.toString());
        }
        return answer instanceof Statement statement ? wrapped(Statement.class, statement, "") : answer;
    }

    private interface Work {
        Object run() throws Throwable;
    }

    private Object watched(String call, Object target, Work work) throws Throwable {
        try {
            calls.before(call);
            Object answer = work.run();
            calls.after(call);
            return answer;
        } catch (Cut cut) {
            connection(target).close();
            throw cut;
        }
    }

    private static Connection connection(Object target) throws SQLException {
        return target instanceof Statement statement ? statement.getConnection() : (Connection) target;
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
        return url.startsWith(product.url());
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
