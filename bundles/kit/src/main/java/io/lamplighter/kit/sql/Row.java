package io.lamplighter.kit.sql;

import io.lamplighter.api.Location;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of what a statement gives, read column after column, so that nobody counts them. A column
 * that may be empty is asked for as such.
 */
public final class Row {
  private final ResultSet row;
  private int column;

  Row(ResultSet row) {
    this.row = row;
  }

  public String text() throws SQLException {
    return there(maybeText());
  }

  public @Nullable String maybeText() throws SQLException {
    return row.getString(++column);
  }

  public long number() throws SQLException {
    return there(maybeNumber());
  }

  public @Nullable Long maybeNumber() throws SQLException {
    long number = row.getLong(++column);
    return row.wasNull() ? null : number;
  }

  /** A number that fits. */
  public int count() throws SQLException {
    return Math.toIntExact(number());
  }

  public @Nullable Integer maybeCount() throws SQLException {
    Long number = maybeNumber();
    return number == null ? null : Math.toIntExact(number);
  }

  public double decimal() throws SQLException {
    return there(maybeDecimal());
  }

  public @Nullable Double maybeDecimal() throws SQLException {
    double number = row.getDouble(++column);
    return row.wasNull() ? null : number;
  }

  public boolean is() throws SQLException {
    return there(maybeIs());
  }

  public @Nullable Boolean maybeIs() throws SQLException {
    boolean is = row.getBoolean(++column);
    return row.wasNull() ? null : is;
  }

  public Instant time() throws SQLException {
    return there(maybeTime());
  }

  public @Nullable Instant maybeTime() throws SQLException {
    OffsetDateTime time = row.getObject(++column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public byte[] bytes() throws SQLException {
    return there(row.getBytes(++column));
  }

  /** Two columns: longitude and latitude. */
  public @Nullable Location maybeLocation() throws SQLException {
    Double lon = maybeDecimal();
    Double lat = maybeDecimal();
    return lon == null || lat == null ? null : new Location(lon, lat);
  }

  /** An array of texts. */
  public List<String> texts() throws SQLException {
    return there(maybeTexts());
  }

  public @Nullable List<String> maybeTexts() throws SQLException {
    Array texts = row.getArray(++column);
    return texts == null ? null : List.of((String[]) texts.getArray());
  }

  /** An array of times. */
  public List<@Nullable Instant> times() throws SQLException {
    @Nullable Timestamp[] times = (Timestamp[]) there(row.getArray(++column)).getArray();
    List<@Nullable Instant> read = new ArrayList<>(times.length);
    for (Timestamp time : times) {
      read.add(time == null ? null : time.toInstant());
    }
    return read;
  }

  private <T> T there(@Nullable T value) throws SQLException {
    if (value == null) {
      throw new SQLException(row.getMetaData().getColumnLabel(column) + " is empty");
    }
    return value;
  }
}
