package io.lamplighter.store;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away or overloaded from work that is wrong. */
final class SqlFailures {
  private static final Text AWAY =
      new Text("The database does not answer, try again shortly", "数据库暂时无响应，请稍后再试");

  /**
   * Connection lost, out of resources (a full disk, too), trouble of the system, shutting down or
   * starting up (SQLSTATE classes 08, 53, 58, 57P0x), statement or lock timeout, deadlock: the same
   * call may succeed later.
   */
  private static final Set<String> PASSING = Set.of("57014", "55P03", "40001", "40P01", "25P03");

  /** U+0000, or half of a surrogate pair, in a text or in JSON: nobody can keep those. */
  private static final Set<String> NO_WRITING = Set.of("22021", "22P05");

  private SqlFailures() {}

  static RuntimeException translate(Exception failure) {
    if (failure instanceof Refusal refusal) {
      return refusal;
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientConnectionException || passes(sqlState(t))) {
        return new Refusal.Unavailable(AWAY, failure);
      }
      if (NO_WRITING.contains(String.valueOf(sqlState(t)))) {
        return new Refusal.Invalid(
            "", "has a character that cannot be kept, as U+0000", "含有无法保存的字符（如 U+0000）");
      }
    }
    return failure instanceof StoreException told
        ? told
        : new StoreException(String.valueOf(failure.getMessage()), failure);
  }

  /** For work whose connection was lost under it. */
  static RuntimeException lost(Exception failure) {
    return failure instanceof Refusal refusal ? refusal : new Refusal.Unavailable(AWAY, failure);
  }

  private static @Nullable String sqlState(Throwable t) {
    return t instanceof SQLException sql ? sql.getSQLState() : null;
  }

  private static boolean passes(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("58")
            || state.startsWith("57P0")
            || PASSING.contains(state));
  }
}
