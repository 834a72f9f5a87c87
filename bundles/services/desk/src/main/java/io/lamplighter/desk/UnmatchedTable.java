package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests of which nobody knows yet whose they are. */
final class UnmatchedTable {
  /** An open one, and what is known of who brought it. */
  record Unmatched(String requestNo, RequestKind kind, Whose whose) {}

  /** What a person has put right counts, then what was given, then what was found. */
  private static final class Clues {
    static final String COLUMNS =
        String.join(
            ", ",
            of(FindTable.CUSTOMER_NO, "r.customer_no"),
            of(FindTable.PHONE, "r.contact_phone"),
            "coalesce(" + found(FindTable.ADDRESS, "key is not null") + ", r.address)",
            "r.region",
            "r.kind",
            "r.contact_phone is not null",
            "r.customer_no is null and " + by(FindTable.CUSTOMER_NO, "not by_hand"),
            vouched(FindTable.CUSTOMER_NO, "r.customer_no"),
            vouched(FindTable.PHONE, "r.contact_phone"),
            vouched(FindTable.ADDRESS, "r.address"));

    private static String by(String slot, String when) {
      return found(slot, when) + " is not null";
    }

    /** A person has put it right, or somebody who is known gave it. */
    private static String vouched(String slot, String given) {
      return "(" + by(slot, "by_hand") + " or r.stranger is null and " + given + " is not null)";
    }

    private static String of(String slot, String given) {
      return "coalesce("
          + found(slot, "by_hand")
          + ", "
          + given
          + ", "
          + found(slot, "not by_hand")
          + ")";
    }

    private static String found(String slot, String when) {
      return "(select nullif(value, '') from desk.find f where f.request_no = r.request_no"
          + (" and slot = '" + slot + "' and " + when + ")");
    }
  }

  private static final String SQL =
      """
      with likely as (
        select request_no from (
          select request_no, state, matched_by from desk.request
           where customer_no = any (?::text[]) and customer_no is not null
          union all
          select request_no, state, matched_by from desk.request
           where contact_key = any (?::text[]) and contact_key is not null and matched_by is null
          union all
          select request_no, state, matched_by from desk.request
           where place = any (?::text[]) and place is not null and merged_into is null
          union all
          select r.request_no, r.state, r.matched_by from desk.find f
            join desk.request r on r.request_no = f.request_no
           where f.key = any (?::text[]) and f.key is not null) any_of
         where matched_by is null and state = any (?::text[]) and request_no > ?
         group by request_no order by request_no limit ?)
      select request_no,\s"""
          + Clues.COLUMNS
          + """

            from likely join desk.request r using (request_no)
           order by request_no""";

  private static final String THESE =
      "select request_no, "
          + Clues.COLUMNS
          + """

            from desk.request r
           where request_no = any (?::text[]) and matched_by is null and state = any (?::text[])
           order by request_no""";

  private final Connection connection;

  UnmatchedTable(Connection connection) {
    this.connection = connection;
  }

  /** Those that one of the clues may fit, after {@code requestNo}, at most {@code limit}. */
  List<Unmatched> like(Collection<Clue> clues, String requestNo, int limit) throws SQLException {
    return new Sql(connection, SQL)
        .array(known(clues, Clue::customerNo))
        .array(known(clues, Clue::phone).stream().map(Keys::phone).distinct().toList())
        .array(known(clues, Clue::address).stream().map(Keys::address).distinct().toList())
        .array(keys(clues))
        .array(MoveTable.OPEN, RequestState::name)
        .with(requestNo, limit)
        .list(UnmatchedTable::unmatched);
  }

  /** Those of them that have no customer yet. */
  List<Unmatched> of(Collection<String> requestNos) throws SQLException {
    return these(THESE, requestNos);
  }

  /** As {@link #of}, the rows locked: nobody gives them a customer or moves them meanwhile. */
  List<String> hold(Collection<String> requestNos) throws SQLException {
    return these(THESE + " for update", requestNos).stream().map(Unmatched::requestNo).toList();
  }

  private List<Unmatched> these(String sql, Collection<String> requestNos) throws SQLException {
    return new Sql(connection, sql)
        .array(requestNos)
        .array(MoveTable.OPEN, RequestState::name)
        .list(UnmatchedTable::unmatched);
  }

  private static Unmatched unmatched(Row row) throws SQLException {
    String requestNo = row.text();
    Clue clue = new Clue(row.maybeText(), row.maybeText(), row.maybeText(), row.text());
    RequestKind kind = RequestKind.valueOf(row.text());
    boolean phoneIsGiven = row.is();
    boolean numberIsFound = row.is();
    Set<String> vouched = new HashSet<>();
    for (String by : List.of(Whose.NUMBER, Whose.PHONE, Whose.ADDRESS)) {
      if (row.is()) {
        vouched.add(by);
      }
    }
    return new Unmatched(requestNo, kind, new Whose(clue, phoneIsGiven, numberIsFound, vouched));
  }

  private static List<String> keys(Collection<Clue> clues) {
    List<@Nullable String> keys = new ArrayList<>();
    known(clues, Clue::customerNo)
        .forEach(no -> keys.add(FindTable.key(FindTable.CUSTOMER_NO, no)));
    known(clues, Clue::phone).forEach(phone -> keys.add(FindTable.key(FindTable.PHONE, phone)));
    known(clues, Clue::address).forEach(at -> keys.add(FindTable.key(FindTable.ADDRESS, at)));
    return keys.stream().filter(Objects::nonNull).distinct().toList();
  }

  private static List<String> known(Collection<Clue> clues, Function<Clue, @Nullable String> of) {
    return clues.stream().map(of).filter(Objects::nonNull).distinct().toList();
  }
}
