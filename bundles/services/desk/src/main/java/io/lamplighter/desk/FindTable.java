package io.lamplighter.desk;

import io.lamplighter.api.desk.FoundCodes;
import io.lamplighter.api.desk.Request;
import io.lamplighter.kit.finds.Finds;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found in requests' words, a row for each; a person's row takes its place. */
record FindTable(Connection connection) {
  static final String ADDRESS = "address";
  static final String CUSTOMER_NO = "customerNo";
  static final String METER = "meter";
  static final String PHONE = "phone";
  static final String SINCE = "since";
  static final String EXTENT = "extent";
  static final String IN_DANGER = "inDanger";

  /** Of a request, as text that {@link #read} takes apart. */
  static final String OF_REQUEST =
      """
      array(select concat_ws(E'\\t', slot, by_hand, value) from desk.find f
             where f.request_no = request.request_no order by slot, value)""";

  /** In the order in which a customer is known by them. */
  static final List<String> WHOSE = List.of(CUSTOMER_NO, PHONE, ADDRESS, METER);

  /**
   * A row.
   *
   * @param key by which requests are found when somebody becomes known; null when it tells nobody
   */
  record Kept(
      String requestNo, String slot, String value, @Nullable String key, Instant receivedAt) {}

  /** What a new request's words name. */
  static List<Kept> of(Arrival arrival) {
    Draft draft = arrival.draft();
    Finds finds = draft.finds();
    List<Kept> rows = new ArrayList<>();
    Rows to =
        (slot, value, tells) -> {
          if (value != null) {
            rows.add(
                new Kept(
                    arrival.requestNo(),
                    slot,
                    value,
                    tells ? key(slot, value) : null,
                    arrival.receivedAt()));
          }
        };
    to.add(ADDRESS, finds.address(), draft.isHouseFound());
    to.add(CUSTOMER_NO, finds.customerNo(), draft.submission().customerNo() == null);
    to.add(METER, finds.meter(), true);
    to.add(PHONE, finds.phone(), draft.contactPhone() == null);
    to.add(SINCE, finds.since() == null ? null : finds.since().toString(), false);
    finds.extent().forEach(code -> to.add(EXTENT, code, false));
    finds.inDanger().forEach(code -> to.add(IN_DANGER, code, false));
    return rows;
  }

  @FunctionalInterface
  private interface Rows {
    void add(String slot, @Nullable String value, boolean tells);
  }

  static @Nullable String key(String slot, String value) {
    String key =
        switch (slot) {
          case ADDRESS -> Keys.address(value);
          case PHONE -> Keys.phone(value);
          default -> WHOSE.contains(slot) ? value : "";
        };
    return key.isEmpty() ? null : slot + " " + key;
  }

  /** For the journal; null when nothing was found. */
  static @Nullable FoundCodes told(Finds finds) {
    List<String> slots = new ArrayList<>();
    Map<String, @Nullable String> values = new TreeMap<>();
    values.put(ADDRESS, finds.address());
    values.put(CUSTOMER_NO, finds.customerNo());
    values.put(METER, finds.meter());
    values.put(PHONE, finds.phone());
    values.forEach(
        (slot, value) -> {
          if (value != null) {
            slots.add(slot);
          }
        });
    List<String> extent = List.copyOf(new TreeSet<>(finds.extent()));
    List<String> inDanger = List.copyOf(new TreeSet<>(finds.inDanger()));
    boolean any =
        !slots.isEmpty() || !extent.isEmpty() || !inDanger.isEmpty() || finds.since() != null;
    return any ? new FoundCodes(slots, extent, inDanger, finds.since()) : null;
  }

  /** Rows of one request, as {@link #OF_REQUEST} gives them. */
  static Request.Finds read(Collection<String> rows) {
    Map<String, List<String>> values = new TreeMap<>();
    Set<String> corrected = new TreeSet<>();
    for (String row : rows) {
      String[] parts = row.split("\t", 3);
      if (!parts[2].isEmpty()) {
        values.computeIfAbsent(parts[0], slot -> new ArrayList<>()).add(parts[2]);
      }
      if (parts[1].equals("t")) {
        corrected.add(parts[0]);
      }
    }
    String since = one(values, SINCE);
    return new Request.Finds(
        one(values, ADDRESS),
        one(values, CUSTOMER_NO),
        one(values, METER),
        one(values, PHONE),
        since == null ? null : Instant.parse(since),
        values.getOrDefault(EXTENT, List.of()),
        values.getOrDefault(IN_DANGER, List.of()),
        List.copyOf(corrected));
  }

  private static @Nullable String one(Map<String, List<String>> values, String slot) {
    List<String> all = values.getOrDefault(slot, List.of());
    return all.isEmpty() ? null : all.get(0);
  }

  /**
   * A person's word in the place of what was found.
   *
   * @param values none: there is no such thing
   */
  void correct(String requestNo, String slot, List<String> values) throws SQLException {
    new Sql(connection, "delete from desk.find where request_no = ? and slot = ?")
        .with(requestNo, slot)
        .run();
    List<String> rows = values.isEmpty() ? List.of("") : values;
    new Sql(
            connection,
            """
            insert into desk.find (request_no, slot, value, key, received_at, by_hand)
            select r.request_no, ?, f.value, f.key, r.received_at, true
              from desk.request r, unnest(?::text[], ?::text[]) as f (value, key)
             where r.request_no = ?""")
        .with(slot)
        .array(rows)
        .array(rows, value -> value.isEmpty() ? null : key(slot, value))
        .with(requestNo)
        .run();
  }

  /** By which address duplicates of it are known from now on. */
  void place(String requestNo, String address) throws SQLException {
    String key = Keys.address(address);
    new Sql(connection, "update desk.request set place = ? where request_no = ?")
        .with(key.isEmpty() ? null : key, requestNo)
        .run();
  }
}
