package io.lamplighter.clocks;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many clocks run, counted anew every so often. */
final class Figures {
  private static final Duration OLD = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofHours(1);

  private volatile Counted counted = new Counted(0, 0, 0, 0);
  private volatile Instant at = Instant.MIN;

  private record Counted(long running, long paused, long breached, long soon) {}

  boolean areOld(Instant now) {
    return at.isBefore(now.minus(OLD));
  }

  void count(Connection connection, Instant now) throws SQLException {
    counted =
        new Sql(
                connection,
                """
                select count(*) filter (where state = 'running'),
                       count(*) filter (where state = 'paused'),
                       count(*) filter (where state = 'breached'),
                       count(*) filter (where state = 'running' and due_at <= ?)
                  from clocks.clock where state in ('running', 'paused', 'breached')""")
            .with(now.plus(SOON))
            .only(row -> new Counted(row.number(), row.number(), row.number(), row.number()));
    at = now;
  }

  List<Metric> metrics() {
    Counted now = counted;
    return List.of(
        gauge("lamp_clocks_running", "Clocks that run", now.running()),
        gauge("lamp_clocks_paused", "Clocks that stand still", now.paused()),
        gauge("lamp_clocks_breached", "Clocks that are late and not met", now.breached()),
        gauge("lamp_clocks_due_within_the_hour", "Clocks due in an hour or less", now.soon()));
  }

  private static Metric gauge(String name, String help, long value) {
    return Lateness.metric(name, help, Type.GAUGE, value);
  }
}
