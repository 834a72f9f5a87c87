package io.lamplighter.notices;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many texts a day may go to phones that nobody has proved to be his: else a stranger has us
 * write to whomever he likes, as often as he likes.
 *
 * @param perPhone to one phone
 * @param perPlace for those who call from one network address
 * @param perDay in all
 */
record TextBudget(int perPhone, int perPlace, int perDay) {
  private static final String ALL = "all";

  /**
   * Takes one text out of it.
   *
   * @param address digest of the phone
   * @param place digest of where the stranger called from, null when nobody knows
   * @return what was used up already, as in {@code phone-budget}; null when the text may go
   */
  @Nullable String spend(
      Connection connection, LocalDate day, byte[] address, @Nullable String place)
      throws SQLException {
    if (hasTexted(connection, address)) {
      return null;
    }
    Map<String, Integer> limits = new LinkedHashMap<>();
    limits.put(ALL, perDay);
    limits.put("phone " + HexFormat.of().formatHex(address), perPhone);
    if (place != null) {
      limits.put("place " + place, perPlace);
    }
    Map<String, Integer> spent = spent(connection, day, limits);
    for (Map.Entry<String, Integer> limit : limits.entrySet()) {
      if (spent.getOrDefault(limit.getKey(), 0) >= limit.getValue()) {
        String what = limit.getKey().equals(ALL) ? "day" : limit.getKey().split(" ")[0];
        return what + "-budget";
      }
    }
    note(connection, day, limits);
    return null;
  }

  /** Who has asked for something by text knows of us: his phone is verified. */
  private static boolean hasTexted(Connection connection, byte[] address) throws SQLException {
    return new Sql(
            connection,
            "select exists (select from notices.notice where address = ? and channel = 'sms')")
        .with(address)
        .only(Row::is);
  }

  /** Whoever spends at the same moment waits. */
  private static Map<String, Integer> spent(
      Connection connection, LocalDate day, Map<String, Integer> limits) throws SQLException {
    new Sql(
            connection,
            "insert into notices.spent (day, what, texts) select ?::date, what, 0"
                + " from unnest(?::text[]) what order by what on conflict do nothing")
        .with(day.toString())
        .array(limits.keySet())
        .run();
    Map<String, Integer> spent = new HashMap<>();
    new Sql(
            connection,
            "select what, texts from notices.spent where day = ?::date and what = any (?::text[])"
                + " order by what for update")
        .with(day.toString())
        .array(limits.keySet())
        .each(row -> spent.put(row.text(), row.count()));
    return spent;
  }

  private static void note(Connection connection, LocalDate day, Map<String, Integer> limits)
      throws SQLException {
    new Sql(
            connection,
            "update notices.spent set texts = texts + 1"
                + " where day = ?::date and what = any (?::text[])")
        .with(day.toString())
        .array(limits.keySet())
        .run();
  }
}
