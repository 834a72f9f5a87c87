package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Up to when the journal is read: a limit that was met in time, in an entry that nobody has read
 * yet, is not late. What is about to be committed counts as unread.
 */
final class ReadUpTo {
  private static final int PAGES = 20;

  /** Entries of transactions that ran at a time may be in another order than their times. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(1);

  private final UnitOfWork work;
  private final Journal journal;
  private final TrueTime time;
  private final Supplier<Set<String>> types;
  private Cursor looked = Cursor.START;

  ReadUpTo(Tools tools, Supplier<Set<String>> types) {
    this.work = tools.work();
    this.journal = tools.journal();
    this.time = tools.time();
    this.types = types;
  }

  /**
   * What is read.
   *
   * @param writing since when somebody writes who has not committed; now, when nobody does
   */
  private record Read(Cursor to, Instant writing, Instant now) {}

  private static Read read(Connection connection, Instant now) throws SQLException {
    return new Read(new SubjectTables(connection).read(), oldestWriter(connection, now), now);
  }

  /**
   * Nothing that happened before it is still to be read, now or ever. Asked before anything is
   * locked: the journal takes its time, and a connection of its own.
   */
  Instant at() {
    Read read = work.call(t -> read(t.connection(), time.ask(t.connection())));
    looked = looked.compareTo(read.to()) < 0 ? read.to() : looked;
    for (int i = 0; i < PAGES; i++) {
      Cursor end = journal.end();
      Page<Entry> page = journal.read(Clockwork.SELF, looked, types.get(), 1);
      if (!page.items().isEmpty()) {
        return page.items().get(0).time().minus(OUT_OF_ORDER);
      }
      looked = page.next() == null ? end : Cursor.parse(page.next());
      if (looked.compareTo(end) >= 0) {
        return read.writing().isBefore(read.now()) ? read.writing() : read.now();
      }
    }
    return Instant.MIN;
  }

  private static Instant oldestWriter(Connection connection, Instant now) throws SQLException {
    return new Sql(
            connection,
            "select coalesce(min(xact_start), ?) from pg_stat_activity"
                + " where backend_xid is not null and pid <> pg_backend_pid()"
                + " and datname = current_database()")
        .with(now)
        .only(Row::time);
  }
}
