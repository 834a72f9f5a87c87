package io.lamplighter.dispatch;

import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which requests are of important customers (重要客户), and under which their work is done. */
final class ImportantTable {
  private final Connection connection;

  ImportantTable(Connection connection) {
    this.connection = connection;
  }

  /** What the desk has told, in order; the work of each is told of it. */
  void take(Collection<RequestFact> facts, Instant now) throws SQLException {
    Map<String, String> roots = new HashMap<>();
    Map<String, Boolean> judged = new HashMap<>();
    for (RequestFact fact : facts) {
      String root = fact.about().root();
      roots.put(fact.about().requestNo(), root);
      family(fact).forEach(one -> roots.put(one, root));
      Boolean important = important(fact);
      if (important != null) {
        judged.put(fact.about().requestNo(), important);
      }
    }
    if (roots.isEmpty()) {
      return;
    }
    Set<String> touched = new TreeSet<>(roots.values());
    Set<String> known = known(roots.keySet(), touched);
    for (Map.Entry<String, Boolean> one : judged.entrySet()) {
      if (one.getValue()) {
        known.add(one.getKey());
      } else if (known.remove(one.getKey())) {
        sql("delete from dispatch.important_request where request_no = ?").with(one.getKey()).run();
      }
    }
    keep(known, roots, now);
    follow(touched);
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Null when nothing is said of it. */
  private static @Nullable Boolean important(RequestFact fact) {
    if (fact instanceof RequestFact.Received received) {
      return received.important();
    }
    return fact instanceof RequestFact.Matched matched ? matched.details().important() : null;
  }

  /** Those that go with it. */
  private static List<String> family(RequestFact fact) {
    List<String> family =
        fact instanceof RequestFact.Unmerged unmerged ? unmerged.details().family() : null;
    return family == null ? List.of() : family;
  }

  /**
   * @param touched grows by the requests under which these were
   */
  private Set<String> known(Collection<String> requestNos, Set<String> touched)
      throws SQLException {
    Set<String> known = new HashSet<>();
    sql("select request_no, root from dispatch.important_request where request_no = any (?)")
        .array(requestNos)
        .each(
            row -> {
              known.add(row.text());
              touched.add(row.text());
            });
    return known;
  }

  private void keep(Set<String> known, Map<String, String> roots, Instant now) throws SQLException {
    if (!known.isEmpty()) {
      List<String> sorted = known.stream().sorted().toList();
      sql("""
          insert into dispatch.important_request as old (request_no, root, since)
          select request_no, root, ? from unnest(?::text[], ?::text[]) as one (request_no, root)
          on conflict (request_no) do update set root = excluded.root
           where old.root <> excluded.root""")
          .with(now)
          .array(sorted)
          .array(sorted, no -> roots.getOrDefault(no, no))
          .run();
    }
  }

  private void follow(Collection<String> roots) throws SQLException {
    List<String> orders =
        sql("""
            select no from dispatch.work_order as work
             where request_no = any (?) and ended_at is null
               and important <> exists (select from dispatch.important_request as one
                                         where one.root = work.request_no)
             order by no for update""")
            .array(roots)
            .list(Row::text);
    if (!orders.isEmpty()) {
      sql("update dispatch.work_order set important = not important, version = version + 1"
              + " where no = any (?)")
          .array(orders)
          .run();
    }
  }
}
