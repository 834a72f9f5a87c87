package io.lamplighter.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Loaded;
import io.lamplighter.api.network.Network.State;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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
            transaction ->
                new Sql(
                        transaction.connection(),
                        "insert into network.load"
                            + " (format, extent, actor, region, state, started_at, seen_at)"
                            + " values (?, ?, ?, ?, 'reading', ?, ?) returning number")
                    .with(format.wire(), extent.wire(), caller.actor(), caller.region())
                    .with(clock.instant(), clock.instant())
                    .only(Row::number));
    return new Load(number, format, extent, caller.region());
  }

  /** The newest first, of a region and all in it. */
  Page<Loaded> find(String region, long before, int limit) {
    List<Loaded> found =
        work.call(
            transaction ->
                new Sql(
                        transaction.connection(),
                        "select number, format, extent, state, read, reason, actor, region,"
                            + " started_at, seen_at from network.load"
                            + " where number < ? and starts_with(region, ?)"
                            + " order by number desc limit ?")
                    .with(before, region, limit)
                    .list(this::loaded));
    Loaded last = found.size() < limit ? null : found.get(limit - 1);
    return new Page<>(found, last == null ? null : Long.toString(last.number()));
  }

  private Loaded loaded(Row row) throws SQLException {
    long number = row.number();
    Format format = of(Format.values(), Format::wire, row.text());
    Extent extent = of(Extent.values(), Extent::wire, row.text());
    State state = of(State.values(), State::wire, row.text());
    long read = row.number();
    String reason = row.maybeText();
    String actor = row.text();
    String region = row.text();
    Instant startedAt = row.time();
    Instant seenAt = row.time();
    boolean silent = seenAt.isBefore(clock.instant().minus(BROKEN_OFF));
    return new Loaded(
        number,
        format,
        extent,
        state == State.READING && silent ? State.BROKEN_OFF : state,
        read,
        state == State.REFUSED ? reason : null,
        actor,
        region,
        startedAt,
        seenAt);
  }

  private static <E> E of(E[] all, Function<E, String> wire, String text) {
    return Arrays.stream(all)
        .filter(each -> wire.apply(each).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(text));
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
    String said = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    new Sql(
            transaction.connection(),
            "update network.load set state = ?, read = ?, reason = ?, seen_at = ? where number = ?")
        .with(state, read, said, clock.instant(), load.number())
        .run();
  }

  /** Takes away what loads that broke off have left behind. */
  private void sweep() {
    List<Long> dead =
        work.call(
            transaction ->
                new Sql(
                        transaction.connection(),
                        "update network.load set state = 'broken-off'"
                            + " where state = 'reading' and seen_at < ? returning number")
                    .with(clock.instant().minus(BROKEN_OFF))
                    .list(Row::number));
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
                transaction -> new Sql(transaction.connection(), delete).with(load, load).run());
      } while (deleted > 0);
    }
  }
}
