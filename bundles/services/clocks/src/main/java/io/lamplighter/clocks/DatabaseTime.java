package io.lamplighter.clocks;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The database's time: a limit that is due is due on every node, whatever a machine's own clock
 * says. Between two questions it goes on as that clock does.
 */
final class DatabaseTime implements TrueTime {
  private final InstantSource machine;
  private volatile Duration ahead = Duration.ZERO;

  DatabaseTime(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant ask(Connection connection) throws SQLException {
    Instant now = new Sql(connection, "select clock_timestamp()").only(Row::time);
    ahead = Duration.between(machine.instant(), now);
    return now;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  /** How far it was ahead of this machine's clock when it was asked last; negative: behind. */
  Duration ahead() {
    return ahead;
  }
}
