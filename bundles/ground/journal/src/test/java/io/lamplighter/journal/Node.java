package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.journal.Readers.Status;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.AnyType;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** One node of the platform: the parts of the journal, on the test's PostgreSQL. */
final class Node implements AutoCloseable {
  private static final int KILLED_AT_MOST = 50;

  static final UnitOfWork WORK = TestDatabase.unit("journal");
  static final InstantSource CLOCK = InstantSource.system();

  /** Where this node's keys are. */
  static final Path FOLDER = folder();

  final Tide tide = new Tide(WORK, 50);

  /** As if bundles had told these. */
  static final FactTypes TYPES =
      new AnyType() {
        @Override
        public Optional<String> mistake(String type) {
          return Spelling.mistake(type, List.of("request.received", "user.added"));
        }
      };

  static final TestHouse HOUSE = new TestHouse();

  final LocalJournal journal = new LocalJournal(WORK, tide, keys(FOLDER), TYPES, CLOCK);
  final Followers followers = new Followers(WORK, journal, tide, CLOCK, HOUSE, new Config());

  private static Path folder() {
    try {
      return Files.createTempDirectory("lamp-journal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NodeKeys keys(Path folder) {
    try {
      return new NodeKeys(WORK, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives {@code folder} the house key, as an operator does who adds a node. */
  static void admit(Path folder) throws IOException {
    Files.copy(
        FOLDER.resolve("house-key"),
        folder.resolve("house-key"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** An empty journal and an empty table {@code effect}. */
  static void clean() {
    TestDatabase.reset("journal");
    sql("CREATE TABLE IF NOT EXISTS effect (reader text, xid xid8, position bigint, at bigserial)");
    sql("TRUNCATE effect");
  }

  static Fact fact(String type, String subject) {
    return new Fact(type, subject, "330602", "tester", Map.of("n", subject));
  }

  void append(String... subjects) {
    WORK.run(t -> append(t, subjects));
  }

  void append(Transaction transaction, String... subjects) {
    List<Fact> facts = new ArrayList<>();
    for (String subject : subjects) {
      facts.add(fact("request.received", subject));
    }
    journal.append(transaction, "desk", facts);
  }

  static void sql(String sql) {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static String one(String sql) {
    return list(sql).get(0);
  }

  /** Asks again while the pool still holds connections that the test has killed. */
  static List<String> list(String sql) {
    for (int killed = 0; ; killed++) {
      try {
        return ask(sql);
      } catch (Refusal.Unavailable e) {
        if (killed == KILLED_AT_MOST) {
          throw e;
        }
      }
    }
  }

  private static List<String> ask(String sql) {
    return WORK.call(
        t -> {
          try (Statement statement = t.connection().createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
              all.add(rows.getString(1));
            }
            return all;
          }
        });
  }

  static long effects(String reader) {
    return Long.parseLong(one("SELECT count(*) FROM effect WHERE reader = '" + reader + "'"));
  }

  /** Every entry once and in order, as far as this reader wants. */
  static void assertExactlyOnce(String reader, String where) {
    Assertions.assertEquals(
        list(
            "SELECT xid || '-' || position FROM journal.entry "
                + where
                + " ORDER BY xid, position"),
        list(
            "SELECT xid || '-' || position FROM effect WHERE reader = '"
                + reader
                + "' ORDER BY at"));
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      Assertions.assertTrue(System.nanoTime() < end, () -> "Never came: " + what);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Status status(String reader) {
    return followers.all().stream().filter(s -> s.name().equals(reader)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    try {
      followers.close();
      tide.close();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes one row of {@code effect} for each entry. */
  static class Effects implements JournalReader {
    private final String name;
    private final Set<String> types;

    Effects(String name, String... types) {
      this.name = name;
      this.types = Set.of(types);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> types() {
      return types;
    }

    @Override
    public UnitOfWork work() {
      return WORK;
    }

    @Override
    public void handle(Transaction transaction, List<Entry> batch) throws Exception {
      for (Entry entry : batch) {
        new Sql(transaction.connection(), "INSERT INTO public.effect VALUES (?, ?::text::xid8, ?)")
            .with(name)
            .with(EntryTable.values(entry.cursor()))
            .run();
      }
    }
  }

  @SuppressWarnings("BadAnnotationImplementation")
  static final class Config implements JournalConfig {
    @Override
    public int pollMillis() {
      return 50;
    }

    @Override
    public int threads() {
      return 4;
    }

    @Override
    public int retryCapSeconds() {
      return 1;
    }

    @Override
    public int leaveSeconds() {
      return 10;
    }

    @Override
    public int sealMillis() {
      return 100;
    }

    @Override
    public int customersPerDay() {
      return 1000;
    }

    @Override
    public int requestsPerDay() {
      return 5000;
    }

    @Override
    public int othersPerDay() {
      return 5000;
    }

    @Override
    public int bulkTimes() {
      return 10;
    }

    @Override
    public String[] anchors() {
      return new String[0];
    }

    @Override
    public String anchorAuthorizationFile() {
      return "";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return JournalConfig.class;
    }
  }
}
