package io.lamplighter.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source that OpenJPA sees: it hands out the connection of the transaction that runs, and
 * leaves commit, rollback and close to that transaction.
 */
final class CurrentConnection implements DataSource {
  private static final Set<String> NOT_YOURS =
      Set.of("commit", "rollback", "close", "setAutoCommit");

  private final DataSource pool;
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  CurrentConnection(DataSource pool) {
    this.pool = pool;
  }

  <T> T with(Connection connection, Supplier<T> work) {
    current.set(connection);
    try {
      return work.get();
    } finally {
      current.remove();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = current.get();
    return connection == null ? pool.getConnection() : borrowed(connection);
  }

  private static Connection borrowed(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            CurrentConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (NOT_YOURS.contains(method.getName())
                  && method.getReturnType() == void.class
                  && (arguments == null || method.getName().equals("setAutoCommit"))) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
