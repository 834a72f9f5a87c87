package io.lamplighter.clocks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/** The time that decides, the same for all nodes. */
interface TrueTime extends InstantSource {
  /** As it is told now. */
  Instant ask(Connection connection) throws SQLException;
}
