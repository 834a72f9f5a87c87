package io.lamplighter.indices;

import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * The indices on a real PostgreSQL, a journal that is a list, and a city of two counties: Y1 with
 * the stations S1 (cells G1, G2) and S2 (G3), Y2 with S3 (G4); and as many cells K1, K2 … as one
 * wants, of 40 stations S10, S11 … more.
 */
@NullUnmarked
final class Board {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Caller SUPERVISOR = caller("33");

  /** From then on the station S2 is of the county Y2. */
  static final Instant REFORM = at("2027-02-01T00:00");

  private static final Map<String, String> ABOVE = new LinkedHashMap<>();

  static {
    ABOVE.put("G1", "S1");
    ABOVE.put("G2", "S1");
    ABOVE.put("G3", "S2");
    ABOVE.put("G4", "S3");
    ABOVE.put("S1", "Y1");
    ABOVE.put("S2", "Y1");
    ABOVE.put("S3", "Y2");
    ABOVE.put("Y1", "3306");
    ABOVE.put("Y2", "3306");
    ABOVE.put("3306", "33");
  }

  final UnitOfWork work = TestDatabase.unit("indices");
  final List<Entry> journal = new ArrayList<>();
  final List<JournalReader> readers = new ArrayList<>();
  final IndexBoard board;
  final IndicesService indices;
  boolean organised = true;
  Instant now = at("2026-12-31T23:00");

  Board() {
    TestDatabase.reset("indices");
    board =
        new IndexBoard(
            reader -> {
              readers.add(reader);
              return () -> readers.remove(reader);
            },
            work,
            new TestHouse(),
            () -> {});
    indices =
        new IndicesService(board, () -> organised ? organisation() : null, () -> now, () -> {});
  }

  static Caller caller(String region) {
    return new Caller("gu", Caller.Kind.PERSON, Set.of(Role.SUPERVISOR), region, Set.of());
  }

  static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }

  Board with(Index... some) {
    for (Index index : some) {
      board.add(index);
    }
    return this;
  }

  Entry entry(String type, String subject, String region, Instant time, Map<String, Object> data) {
    Entry entry =
        new Entry(
            new Cursor(1, journal.size() + 1),
            type,
            subject,
            region,
            "li",
            "/desk",
            time,
            Map.copyOf(data));
    journal.add(entry);
    return entry;
  }

  /** All readers read that part of the journal. */
  void read(int from, int to) {
    for (JournalReader reader : readers) {
      List<Entry> batch =
          journal.subList(from, to).stream()
              .filter(entry -> reader.types().contains(entry.type()))
              .toList();
      work.run(transaction -> reader.handle(transaction, batch));
    }
  }

  void readAll() {
    read(0, journal.size());
  }

  private static Level level(String code) {
    return switch (code.charAt(0)) {
      case 'G', 'K' -> Level.CELL;
      case 'S' -> Level.STATION;
      case 'Y' -> Level.COUNTY;
      default -> code.length() == 4 ? Level.CITY : Level.PROVINCE;
    };
  }

  private static Unit unit(String code) {
    return new Unit(
        code,
        "unit " + code,
        level(code),
        ABOVE.get(code),
        "330602",
        null,
        LocalDate.of(2020, 1, 1),
        null);
  }

  private static List<Unit> line(String code, Instant at) {
    List<Unit> line = new ArrayList<>();
    for (String one = above(code, at) == null ? null : code; one != null; one = above(one, at)) {
      line.add(unit(one));
    }
    return line;
  }

  private static String above(String code, Instant at) {
    if (code.startsWith("K")) {
      return "S1" + Integer.parseInt(code.substring(1)) % 40;
    }
    if (code.startsWith("S1") && code.length() > 2) {
      return Integer.parseInt(code.substring(2)) % 2 == 0 ? "Y1" : "Y2";
    }
    return code.equals("S2") && !at.isBefore(REFORM) ? "Y2" : ABOVE.get(code);
  }

  private static Organisation organisation() {
    return (Organisation)
        Proxy.newProxyInstance(
            Board.class.getClassLoader(),
            new Class<?>[] {Organisation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "line" -> line((String) arguments[0], (Instant) arguments[1]);
                  case "unit" ->
                      line((String) arguments[0], (Instant) arguments[1]).stream().findFirst();
                  case "below" ->
                      ABOVE.entrySet().stream()
                          .filter(one -> Objects.equals(one.getValue(), arguments[0]))
                          .map(one -> unit(one.getKey()))
                          .toList();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
