package io.lamplighter.desk;

import io.lamplighter.api.Keys;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests of which nobody knows yet whose they are. */
final class UnmatchedTable {
  /** An open one, its row locked, and what is known of who brought it. */
  record Unmatched(String requestNo, Clue clue) {}

  /** China's country code as people write it before a phone; {@link Keys#phone} leaves it out. */
  private static final List<String> PREFIXES = List.of("", "86", "0086");

  private static final String SQL =
      """
      with likely as (
        select request_no from (
          select request_no, state, matched_by from desk.request
           where customer_no = any (?::text[]) and customer_no is not null
          union all
          select request_no, state, matched_by from desk.request
           where translate(contact_phone, '+-', '') = any (?::text[])
             and contact_phone is not null and matched_by is null
          union all
          select request_no, state, matched_by from desk.request
           where place = any (?::text[]) and place is not null and merged_into is null) any_of
         where matched_by is null and state = any (?::text[]) and request_no > ?
         group by request_no order by request_no limit ?)
      select r.request_no, r.customer_no, r.contact_phone, r.address, r.region
        from likely join desk.request r using (request_no)
       where r.matched_by is null and r.state = any (?::text[])
       order by r.request_no for update of r""";

  private final Connection connection;

  UnmatchedTable(Connection connection) {
    this.connection = connection;
  }

  /** Those that one of the clues may fit, after {@code requestNo}, at most {@code limit}. */
  List<Unmatched> like(Collection<Clue> clues, String requestNo, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      Parameters parameters = new Parameters(statement);
      parameters.array(known(clues, Clue::customerNo), Function.identity());
      parameters.array(
          known(clues, Clue::phone).stream().flatMap(UnmatchedTable::spellings).toList(),
          Function.identity());
      parameters.array(
          known(clues, Clue::address).stream().map(Keys::address).distinct().toList(),
          Function.identity());
      parameters.array(MoveTable.OPEN, RequestState::name);
      parameters.text(requestNo);
      parameters.number(limit);
      parameters.array(MoveTable.OPEN, RequestState::name);
      List<Unmatched> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Clue clue =
              new Clue(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
          found.add(new Unmatched(row.getString(1), clue));
        }
      }
      return found;
    }
  }

  private static Stream<String> spellings(String phone) {
    String key = Keys.phone(phone);
    return PREFIXES.stream().map(prefix -> prefix + key);
  }

  private static List<String> known(Collection<Clue> clues, Function<Clue, @Nullable String> of) {
    return clues.stream().map(of).filter(Objects::nonNull).distinct().toList();
  }
}
