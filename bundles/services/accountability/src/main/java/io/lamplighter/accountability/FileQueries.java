package io.lamplighter.accountability;

import io.lamplighter.accountability.ActTable.Row;
import io.lamplighter.accountability.ActTable.Who;
import io.lamplighter.api.Page;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileQuery;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of files, as far as a caller sees them. */
final class FileQueries {
  private final Connection connection;
  private final ZoneId zone;
  private final StringBuilder words = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  FileQueries(Connection connection, ZoneId zone) {
    this.connection = connection;
    this.zone = zone;
  }

  /** The newest first. */
  Page<FileRow> find(Caller caller, FileQuery query) throws SQLException {
    String me = Rights.login(caller);
    words.append("select").append(FileTables.COLUMNS).append("from accountability.file f where ");
    if (Rights.seesAll(caller)) {
      add("(starts_with(region, ?) or person = ?)", caller.region());
      values.add(me);
    } else {
      add("person = ?", me);
    }
    FileState state = query.state();
    and("state = ?", state == null ? null : state.name());
    and("person = ?", query.person());
    and("subject = ?", query.on());
    and("starts_with(region, ?)", query.region());
    and("event = ?", query.event());
    and("cause = ?", query.cause());
    YearMonth month = query.month();
    and("opened_at >= ?", month == null ? null : start(month));
    and("opened_at < ?", month == null ? null : start(month.plusMonths(1)));
    if (query.open() != null) {
      words.append(" and ended_at is ").append(query.open() ? "null" : "not null");
    }
    FileAct act = query.act();
    if (act != null) {
      within(ActTable.of(act), me);
    }
    and("no < ?", query.after());
    words.append(" order by no desc limit ?");
    values.add(query.limit() + 1);
    List<FileRow> found =
        new Sql(connection, words.toString()).with(values.toArray()).list(FileTables::file);
    return Page.cut(found, query.limit(), file -> file.all().no());
  }

  private Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  private void add(String condition, Object value) {
    words.append(condition);
    values.add(value);
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      words.append(" and ");
      add(condition, value);
    }
  }

  /**
   * Nearly what {@link Rights} says: who answers for a unit only since a file was opened finds it
   * here, and hears there that it is not for him.
   */
  private void within(Row row, String me) {
    List<String> states = row.from().stream().map(FileState::name).sorted().toList();
    words.append(" and proposed and state in ('").append(String.join("', '", states)).append("')");
    switch (row.act()) {
      case JUDGE -> words.append(" and (state = 'STATED' or late)");
      case CONFIRM -> words.append(" and annul_by is not null");
      case ANNUL -> words.append(" and annul_by is null");
      case GRADE -> words.append(" and by_rule and right_found is null");
      case PUBLISH -> words.append(" and level > 0 and published_at is null");
      default -> {}
    }
    if (row.who() == Who.ACCUSED) {
      and("person = ?", me);
      return;
    }
    and("person is distinct from ?", me);
    and(
        "not exists (select 1 from accountability.barred b where b.file = f.no and b.person = ?)",
        me);
    switch (row.who()) {
      case ANOTHER -> others(me, FileTables.JUDGES);
      case THIRD -> others(me, FileTables.HANDS);
      case SECOND -> and("annul_by is distinct from ?", me);
      default -> {}
    }
  }

  private void others(String me, String acts) {
    and(
        "not exists (select 1 from accountability.step s where s.file = f.no and s.act in ("
            + acts
            + ") and s.actor = ?)",
        me);
  }
}
