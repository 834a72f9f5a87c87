package io.lamplighter.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.journal.JournalSearch;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The journal from its end, as {@link LocalJournal} reads it from its beginning. */
@Component
public final class LookBack implements JournalSearch {
  private static final int MAX_LOOKS = 25;
  private static final Cursor END = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final String WINDOW =
      """
      WITH looked AS MATERIALIZED (
        SELECT * FROM journal.entry
        WHERE (xid, position) < (?::text::xid8, ?)
          AND xid < pg_snapshot_xmin(pg_current_snapshot()) %s
        ORDER BY xid DESC, position DESC LIMIT %d),
      wanted AS (
        SELECT * FROM looked
        WHERE (?::text[] IS NULL OR type = ANY (?::text[])) AND starts_with(region, ?)
          AND (?::text IS NULL OR actor = ?)
        ORDER BY xid DESC, position DESC LIMIT %d)
      SELECT 0 AS looked, xid, position, type, subject, region, actor, source, time, data
      FROM wanted
      UNION ALL
      (SELECT (SELECT count(*) FROM looked), xid, position, '', '', '', '', '', time, NULL
       FROM looked ORDER BY xid, position LIMIT 1)
      ORDER BY looked, xid DESC, position DESC
      """;

  private final UnitOfWork work;
  private final FactTypes types;

  @Activate
  public LookBack(
      @Reference(target = "(schema=journal)") UnitOfWork work, @Reference FactTypes types) {
    this.work = work;
    this.types = types;
  }

  @Override
  public Page<Entry> find(Caller caller, Query query, @Nullable Cursor before, int limit) {
    caller.require(Role.values());
    Page.check(limit);
    types.check(query.types());
    List<Entry> found = new ArrayList<>();
    Glimpse window = new Glimpse(List.of(), before == null ? END : before, true);
    for (int i = 0; i < MAX_LOOKS && window.more() && found.size() < limit; i++) {
      Cursor from = window.reached();
      int left = limit - found.size();
      window = work.call(t -> window(t.connection(), query, caller.region(), from, left));
      found.addAll(window.entries());
    }
    return new Page<>(found, window.more() ? window.reached().toString() : null);
  }

  private static Glimpse window(
      Connection connection, Query query, String region, Cursor before, int limit)
      throws SQLException {
    String subject = query.subject();
    String about = subject == null ? "" : "AND subject = ?";
    String sql = String.format(Locale.ROOT, WINDOW, about, EntryTable.SCAN, limit);
    Set<String> wanted = query.types().isEmpty() ? null : query.types();
    Sql statement = new Sql(connection, sql).with(EntryTable.values(before));
    if (subject != null) {
      statement.with(subject);
    }
    List<Entry> entries = new ArrayList<>();
    List<Glimpse> looked = new ArrayList<>();
    statement
        .array(wanted)
        .array(wanted)
        .with(region, query.actor(), query.actor())
        .each(
            row -> {
              int count = row.count();
              if (count == 0) {
                entries.add(EntryTable.entry(row));
              } else {
                looked.add(new Glimpse(entries, EntryTable.cursor(row), count == EntryTable.SCAN));
              }
            });
    if (entries.size() == limit) {
      return new Glimpse(entries, entries.get(limit - 1).cursor(), true);
    }
    return looked.isEmpty() ? new Glimpse(entries, before, false) : looked.get(0);
  }
}
