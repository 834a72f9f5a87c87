package io.lamplighter.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.console.Lookers.Looker;
import io.lamplighter.console.Lookers.Page;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What nodes of one database tell each other of those who look at something ({@code looker}; its
 * {@code request_no} is any subject): each writes its own rows anew when they change, and reads the
 * others' of what is open here. A node where nobody looks at anything asks for nothing.
 */
final class SharedLookers {
  private static final Duration RENEWAL = Duration.ofSeconds(15);

  /** What was not renewed for so long is of a node that is no more. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final UnitOfWork work;
  private final Lookers lookers;
  private final InstantSource time;
  private final String node = UUID.randomUUID().toString();
  private Set<Page> written = Set.of();
  private Instant renewed = Instant.MIN;

  SharedLookers(UnitOfWork work, Lookers lookers, InstantSource time) {
    this.work = work;
    this.lookers = lookers;
    this.time = time;
  }

  private record Found(String subject, Looker looker) {}

  /** Says what has changed here, and hears what has elsewhere. */
  void round() {
    Instant now = time.instant();
    Set<Page> here = Set.copyOf(lookers.pages());
    boolean old = !here.isEmpty() && !now.isBefore(renewed.plus(RENEWAL));
    if (old || !here.equals(written)) {
      write(here, now);
      written = here;
      renewed = now;
    }
    lookers.elsewhere(
        here.isEmpty()
            ? Map.of()
            : elsewhere(here.stream().map(Page::subject).collect(Collectors.toSet()), now));
  }

  /** Nobody looks here any more. */
  void end() {
    if (!written.isEmpty()) {
      write(Set.of(), time.instant());
    }
  }

  private void write(Collection<Page> pages, Instant now) {
    Rows<Page> rows =
        Rows.<Page>of("console.looker")
            .fixed("node", "text", page -> node)
            .fixed("person", "text", Page::user)
            .fixed("page", "text", Page::id)
            .fixed("request_no", "text", Page::subject)
            .fixed("unsaved", "boolean", Page::unsaved)
            .fixed("idle", "boolean", Page::idle)
            .fixed("since", "timestamptz", Page::since)
            .fixed("heard_at", "timestamptz", page -> now);
    work.run(
        t -> {
          Connection connection = t.connection();
          new Sql(connection, "delete from console.looker where node = ?").with(node).run();
          rows.add(connection, pages);
        });
  }

  private Map<String, List<Looker>> elsewhere(Set<String> requests, Instant now) {
    return work.read(t -> found(t.connection(), requests, now)).stream()
        .collect(groupingBy(Found::subject, mapping(Found::looker, toList())));
  }

  private List<Found> found(Connection connection, Set<String> requests, Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "select request_no, person, bool_or(unsaved), bool_and(idle), min(since)"
                + " from console.looker where request_no = any(?) and node <> ? and heard_at > ?"
                + " group by request_no, person order by request_no, min(since), person")
        .array(requests)
        .with(node, now.minus(PATIENCE))
        .list(row -> new Found(row.text(), new Looker(row.text(), row.is(), row.is(), row.time())));
  }
}
