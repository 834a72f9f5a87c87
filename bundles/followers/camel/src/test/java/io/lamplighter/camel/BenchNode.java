package io.lamplighter.camel;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.journal.Followers;
import io.lamplighter.journal.JournalConfig;
import io.lamplighter.journal.LocalJournal;
import io.lamplighter.journal.NodeKeys;
import io.lamplighter.journal.Tide;
import io.lamplighter.store.AnyType;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The journal and the couriers as a node has them, on a PostgreSQL with fsync on. */
final class BenchNode {
  private static final InstantSource CLOCK = InstantSource.system();

  final Couriers couriers;
  private final UnitOfWork work;
  private final LocalJournal journal;

  BenchNode() throws SQLException, IOException {
    UnitOfWork routes = TestDatabase.unit("routes");
    work = TestDatabase.unit("journal");
    fsync();
    JournalConfig config = defaults();
    Tide tide = new Tide(work, config);
    journal =
        new LocalJournal(
            work,
            tide,
            new NodeKeys(work, Files.createTempDirectory("bench")),
            new AnyType(),
            CLOCK);
    Followers followers = new Followers(work, journal, tide, CLOCK, new TestHouse(), config);
    couriers =
        new Couriers(
            new Couriers.Ground(routes, journal, CLOCK),
            new Secrets(),
            reader -> bind(followers, reader));
  }

  /** As Declarative Services does. */
  private static Runnable bind(Followers followers, JournalReader reader) {
    call(followers, "add", reader);
    return () -> call(followers, "remove", reader);
  }

  private static void call(Followers followers, String name, JournalReader reader) {
    try {
      Method method = Followers.class.getDeclaredMethod(name, JournalReader.class);
      method.setAccessible(true);
      method.invoke(followers, reader);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tests' server saves itself what a real one must not. */
  private static void fsync() throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("ALTER SYSTEM SET fsync = on");
        statement.execute("SELECT pg_reload_conf()");
      }
      connection.setAutoCommit(false);
    }
  }

  /** Entries from {@code first} on, committed together. */
  void write(String type, int first, int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      facts.add(fact(type, i));
    }
    work.run(t -> journal.append(t, "desk", facts));
  }

  private static Fact fact(String type, int number) {
    String requestNo = "26112300" + number % 10_000;
    return new Fact(
        type,
        requestNo,
        "330602",
        "web",
        Map.of(
            "n",
            number,
            "requestNo",
            requestNo,
            "kind",
            "fault-repair",
            "channel",
            "web",
            "channelRef",
            "w-" + number,
            "region",
            "330602",
            "priority",
            5,
            "promises",
            List.of(Map.of("rule", "fault.first-response", "dueAt", "2026-11-23T08:00:00Z"))));
  }

  boolean follows(String reader) {
    return number("SELECT count(*) FROM journal.reader WHERE name = '" + reader + "'") == 1;
  }

  /** Process that all of PostgreSQL's others are children of. */
  static long postmaster() {
    long backend =
        TestDatabase.unit("journal").call(t -> one(t.connection(), "SELECT pg_backend_pid()"));
    return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow().pid();
  }

  private long number(String sql) {
    return work.call(t -> one(t.connection(), sql));
  }

  private static long one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** As configured when nothing is. */
  private static JournalConfig defaults() {
    return (JournalConfig)
        Proxy.newProxyInstance(
            BenchNode.class.getClassLoader(),
            new Class<?>[] {JournalConfig.class},
            (proxy, method, arguments) -> method.getDefaultValue());
  }
}
