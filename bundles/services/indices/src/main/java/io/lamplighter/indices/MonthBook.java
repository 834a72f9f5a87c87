package io.lamplighter.indices;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Remark;
import io.lamplighter.indices.MonthTable.Kept;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.text.Writing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Months as they are reported (月报): what is remarked on them, and how they were when somebody
 * closed them.
 */
@Component(service = MonthBook.class)
public final class MonthBook {
  static final String SOURCE = "indices";
  private static final int LONGEST = 2_000;

  private final IndexBoard board;
  private final UnitOfWork work;
  private final House house;
  private final Journal journal;
  private final Supplier<@Nullable Organisation> organisation;
  private final InstantSource clock;
  private final MonthCount count;
  private final Runnable goodbye;

  @Activate
  public MonthBook(BundleContext context, @Reference IndexBoard board, @Reference Indices indices) {
    this(board, indices, new Neighbours(context));
  }

  private MonthBook(IndexBoard board, Indices indices, Neighbours neighbours) {
    this(
        board,
        indices,
        neighbours.of(Journal.class).service(),
        neighbours.of(Organisation.class)::expected,
        neighbours.clock(),
        neighbours::close);
  }

  /**
   * @param organisation gives null where there is none
   * @param goodbye lets the neighbours go
   */
  MonthBook(
      IndexBoard board,
      Indices indices,
      Journal journal,
      Supplier<@Nullable Organisation> organisation,
      InstantSource clock,
      Runnable goodbye) {
    this.board = board;
    this.work = board.work();
    this.house = board.house();
    this.journal = journal;
    this.organisation = organisation;
    this.clock = clock;
    this.count = new MonthCount(indices, board.house());
    this.goodbye = goodbye;
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  /**
   * A month and how it stands.
   *
   * @param digest of a closed one: SHA-256 of what its documents show
   * @param intact whether that is what the journal says of it; null while it is open
   */
  record Standing(
      MonthReport report, long version, @Nullable String digest, @Nullable Boolean intact) {}

  /** Without figures, where it is open. */
  Standing standing(Caller caller, YearMonth month) {
    caller.require(IndicesService.READERS);
    Found found = work.call(t -> Found.of(table(t, caller, month)));
    return standing(found, caller, month, List.of());
  }

  /**
   * With figures: as they were when it was closed, else as they are.
   *
   * @throws Refusal.Conflict {@code month.changed} when what is kept of a closed one is not what
   *     was closed
   */
  MonthReport report(Caller caller, YearMonth month) {
    caller.require(IndicesService.READERS);
    Found found = work.call(t -> Found.of(table(t, caller, month)));
    List<Line> lines =
        found.kept().content() == null ? count.lines(caller.through(SOURCE), month) : List.of();
    Standing standing = standing(found, caller, month, lines);
    if (Boolean.FALSE.equals(standing.intact())) {
      throw new Refusal.Conflict(
          "month.changed",
          new Text(
              "What is kept of it is not what was closed: have the journal verified",
              "存档内容与结账时不一致，请核验存证"));
    }
    return standing.report();
  }

  /**
   * @param index null for the month as a whole
   * @param text null or empty to take it away
   * @param seen the version that was seen; null for any
   */
  Standing remark(
      Caller caller,
      YearMonth month,
      @Nullable String index,
      @Nullable String text,
      @Nullable Long seen) {
    mayChange(caller);
    if (index != null) {
      board.get(index);
    }
    String words = text == null ? "" : text.strip();
    if (words.length() > LONGEST || !Writing.isLines(words)) {
      throw new Refusal.Invalid(
          "/text",
          "must be at most " + LONGEST + " characters without control characters",
          "不得超过 " + LONGEST + " 字，且不得含控制字符");
    }
    Found found =
        work.command(
            t -> {
              MonthTable table = table(t, caller, month);
              open(table, seen);
              table.remark(index, words.isEmpty() ? null : words, caller.actor(), now());
              return new Found(new Kept(table.grown(), null), table.remarks());
            });
    return standing(found, caller, month, List.of());
  }

  /**
   * Fixes what its documents show.
   *
   * @throws Refusal.Conflict {@code month.running} before it is over
   */
  Standing close(Caller caller, YearMonth month, @Nullable Long seen) {
    mayChange(caller);
    Instant now = now();
    if (!month.isBefore(YearMonth.from(now.atZone(house.zone())))) {
      throw new Refusal.Conflict("month.running", new Text("The month is not over yet", "本月尚未结束"));
    }
    List<Line> lines = count.lines(caller.through(SOURCE), month);
    String name = name(caller.region(), month);
    return work.command(
        t -> {
          MonthTable table = table(t, caller, month);
          open(table, seen);
          MonthReport report =
              new MonthReport(
                  month.toString(),
                  caller.region(),
                  name,
                  table.written(now),
                  caller.actor(),
                  lines,
                  table.remarks());
          String content = report.json();
          long version = table.close(now, caller.actor(), content);
          String digest = MonthReport.digest(content);
          journal.append(
              t,
              SOURCE,
              Fact.of(
                  new MonthFact(month.toString(), digest),
                  subject(caller.region(), month),
                  caller.region().isEmpty() ? house.region() : caller.region(),
                  caller.actor()));
          return new Standing(report, version, digest, true);
        });
  }

  private static void mayChange(Caller caller) {
    caller.require(Role.SUPERVISOR);
    if (caller.roles().contains(Role.ASSESSOR)) {
      throw new Refusal.Forbidden(
          "month.assessor", new Text("An assessor changes nothing", "第三方评价人员不得改动"));
    }
  }

  private static void open(MonthTable table, @Nullable Long seen) throws SQLException {
    Kept kept = table.locked();
    if (kept.content() != null) {
      throw new Refusal.Conflict(
          "month.closed",
          new Text("The month is closed: a correction is of the next one", "本月已结账，更正计入下月"));
    }
    if (seen != null && seen != kept.version()) {
      throw new Refusal.Stale(seen, kept.version());
    }
  }

  /** What there is of it. */
  private record Found(Kept kept, List<Remark> remarks) {
    static Found of(MonthTable table) throws SQLException {
      return new Found(table.find(), table.remarks());
    }
  }

  private Standing standing(Found found, Caller caller, YearMonth month, List<Line> lines) {
    Kept kept = found.kept();
    String content = kept.content();
    if (content == null) {
      String name = name(caller.region(), month);
      MonthReport open =
          new MonthReport(
              month.toString(), caller.region(), name, null, null, lines, found.remarks());
      return new Standing(open, kept.version(), null, null);
    }
    String digest = MonthReport.digest(content);
    boolean intact = digest.equals(written(caller.region(), month));
    return new Standing(MonthReport.of(content), kept.version(), digest, intact);
  }

  /** The digest as the journal has it. */
  private @Nullable String written(String region, YearMonth month) {
    for (Entry entry : journal.about(subject(region, month))) {
      if (entry.type().equals("indices-month.closed")) {
        return entry.as(MonthFact.class).digest();
      }
    }
    return null;
  }

  private static String subject(String region, YearMonth month) {
    return SOURCE + "/" + region + "/" + month;
  }

  private MonthTable table(Transaction transaction, Caller caller, YearMonth month) {
    return new MonthTable(transaction.connection(), caller.region(), month, house.zone());
  }

  private @Nullable String name(String region, YearMonth month) {
    Organisation known = organisation.get();
    Instant last = month.plusMonths(1).atDay(1).atStartOfDay(house.zone()).toInstant();
    return known == null
        ? null
        : known.unit(region, last.minusNanos(1)).map(Unit::name).orElse(null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
