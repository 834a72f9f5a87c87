package io.lamplighter.api.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets a statement's parameters one after the other; the SQL casts the texts to what they are. */
public final class Parameters {
  private final PreparedStatement statement;
  private int next = 1;

  public Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  public void text(@Nullable String value) throws SQLException {
    statement.setString(next++, value);
  }

  public void number(long value) throws SQLException {
    statement.setLong(next++, value);
  }

  /** Each value as one text of an SQL array. */
  public <T> void array(Collection<? extends T> values, Function<T, @Nullable String> text)
      throws SQLException {
    @Nullable Object[] texts = new @Nullable Object[values.size()];
    int i = 0;
    for (T value : values) {
      texts[i++] = text.apply(value);
    }
    statement.setArray(next++, statement.getConnection().createArrayOf("text", texts));
  }
}
