package io.lamplighter.network;

import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book of files that were read. */
final class Loads {
  /** A load that has made no progress for so long has broken off, with its node or its sender. */
  private static final Duration BROKEN_OFF = Duration.ofMinutes(30);

  private static final int PAGE = 20_000;
  private static final int MAX_REASON = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Loads.class);

  private final UnitOfWork work;
  private final InstantSource clock;

  Loads(UnitOfWork work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
  }

  Load begin(Caller caller, Format format, Extent extent) {
    sweep();
    long number =
        work.call(
            transaction -> {
              try (PreparedStatement statement =
                  transaction
                      .connection()
                      .prepareStatement(
                          "insert into network.load"
                              + " (format, extent, actor, region, state, started_at, seen_at)"
                              + " values (?, ?, ?, ?, 'reading', ?::timestamptz, ?::timestamptz)"
                              + " returning number")) {
                Parameters parameters = new Parameters(statement);
                parameters.text(format.wire());
                parameters.text(extent.wire());
                parameters.text(caller.name());
                parameters.text(caller.region());
                parameters.text(clock.instant().toString());
                parameters.text(clock.instant().toString());
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
    return new Load(number, format, extent, caller.region());
  }

  /** Writes down, and tells the operators, how far a load is. */
  void progress(Load load, long read) {
    LOG.info("Network, load {}: {} assets read", load.number(), read);
    work.run(transaction -> state(transaction, load, "reading", read, ""));
  }

  /** All of it is read; what follows takes as long again and tells nothing. */
  void checking(Load load, long read) {
    LOG.info("Network, load {}: all {} assets read, now checked as a whole", load.number(), read);
    work.run(transaction -> state(transaction, load, "reading", read, ""));
  }

  void refused(Load load, long read, String reason) {
    LOG.warn("Network, load {} is refused after {} assets: {}", load.number(), read, reason);
    work.run(transaction -> state(transaction, load, "refused", read, reason));
    clear(load.number());
  }

  void done(Load load, long read, String what) {
    LOG.info("Network, load {}: {} assets read; {}", load.number(), read, what);
    work.run(transaction -> state(transaction, load, "done", read, what));
  }

  private void state(Transaction transaction, Load load, String state, long read, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        transaction
            .connection()
            .prepareStatement(
                "update network.load set state = ?, read = ?, reason = ?,"
                    + " seen_at = ?::timestamptz where number = ?")) {
      Parameters parameters = new Parameters(statement);
      parameters.text(state);
      parameters.number(read);
      parameters.text(
          reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason);
      parameters.text(clock.instant().toString());
      parameters.number(load.number());
      statement.executeUpdate();
    }
  }

  /** Takes away what loads that broke off have left behind. */
  private void sweep() {
    List<Long> dead =
        work.call(
            transaction -> {
              try (PreparedStatement statement =
                  transaction
                      .connection()
                      .prepareStatement(
                          "update network.load set state = 'broken-off'"
                              + " where state = 'reading' and seen_at < ?::timestamptz"
                              + " returning number")) {
                statement.setString(1, clock.instant().minus(BROKEN_OFF).toString());
                List<Long> numbers = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    numbers.add(row.getLong(1));
                  }
                }
                return numbers;
              }
            });
    dead.forEach(this::clear);
  }

  /**
   * Deletes a load's rows, unless it is in force; in pages, since a long transaction holds up the
   * journal.
   */
  void clear(long load) {
    for (String table : List.of("asset_row", "place_row")) {
      String rows = "network." + table;
      String delete =
          "delete from "
              + rows
              + " where ctid = any (array(select ctid from "
              + rows
              + " where load = ? and not exists"
              + " (select from network.in_force f where f.load = ?) limit "
              + PAGE
              + "))";
      int deleted;
      do {
        deleted =
            work.call(
                transaction -> {
                  try (PreparedStatement statement =
                      transaction.connection().prepareStatement(delete)) {
                    statement.setLong(1, load);
                    statement.setLong(2, load);
                    return statement.executeUpdate();
                  }
                });
      } while (deleted > 0);
    }
  }
}
