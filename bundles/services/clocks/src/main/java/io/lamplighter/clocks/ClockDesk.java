package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Mean;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The clocks as people see them, and what supervisors do with them. */
@Component(service = RunningClocks.class)
public final class ClockDesk implements RunningClocks {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR
  };
  private static final Role[] JUDGES = {Role.SUPERVISOR, Role.ADMINISTRATOR};
  private static final int LONGEST = 200;
  private static final long MINUTES_OF_HOUR = 60;

  private final UnitOfWork work;
  private final Journal journal;
  private final Supplier<RuleBook> book;
  private final Whom whom;
  private final TrueTime time;
  private final Agenda agenda;
  private final Runnable closing;

  @Activate
  public ClockDesk(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=clocks)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Rules rules,
      @Reference InstantSource clock) {
    this(new Neighbours(context), work, journal, rules, clock);
  }

  private ClockDesk(
      Neighbours neighbours, UnitOfWork work, Journal journal, Rules rules, InstantSource clock) {
    this(
        work,
        journal,
        rules::book,
        new Rungs(rules::book, neighbours.of(Organisation.class).atOnce()),
        new DatabaseTime(clock),
        neighbours::close);
  }

  /**
   * @param closing lets the neighbours go
   */
  ClockDesk(
      UnitOfWork work,
      Journal journal,
      Supplier<RuleBook> book,
      Whom whom,
      TrueTime time,
      Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.book = book;
    this.whom = whom;
    this.time = time;
    this.agenda = Firing.agenda(work, time);
    this.closing = closing;
  }

  @Deactivate
  void stop() {
    closing.run();
  }

  @Override
  public Page<Clock> find(Caller caller, ClockQuery query) {
    caller.require(READERS);
    Page.check(query.limit());
    return work.read(t -> new ClockQueries(t.connection()).find(query, caller.region()))
        .map(this::shown);
  }

  @Override
  public Clock get(Caller caller, String id) {
    caller.require(READERS);
    return shown(seen(caller, work.find(t -> new ClockTables(t.connection()).get(plain(id)))));
  }

  private Clock shown(RunningClock clock) {
    Reckoned.Point next = clock.next();
    Rule rule = book.get().rule(clock.basis.line()).orElse(null);
    return clock.shown(
        next == null ? List.of() : whom.told(rule, clock, next.name(), time.instant()));
  }

  /** No clock is named by what no text can hold. */
  private static String plain(String id) {
    return id.replace("\0", "");
  }

  private static RunningClock seen(Caller caller, @Nullable RunningClock clock) {
    if (clock == null || !caller.covers(clock.region)) {
      throw new Refusal.NotFound("clock.unknown", new Text("There is no such clock", "没有该时限"));
    }
    return clock;
  }

  @Override
  public Clock pause(
      Caller caller, String id, @Nullable Long seen, String reason, String evidence) {
    return change(
        caller,
        id,
        seen,
        (hands, clock, now) -> {
          check(clock, reason, evidence);
          refuseUnlessRunning(clock, now);
          hands.pause(clock, now, reason, evidence);
        });
  }

  private void check(RunningClock clock, String reason, String evidence) {
    List<FieldError> errors = new ArrayList<>();
    RuleBook rules = book.get();
    Rule rule = rules.rule(clock.basis.line()).orElse(null);
    if (!rules.reasons().containsKey(reason)) {
      String all = String.join(", ", rules.reasons().keySet());
      errors.add(FieldError.of("/reason", "must be one of " + all, "须为以下之一：" + all));
    } else if (rule == null || !rule.pauses().contains(reason)) {
      String all = rule == null ? "" : String.join(", ", rule.pauses());
      errors.add(
          all.isEmpty()
              ? FieldError.of("/reason", "a clock of this rule may not be paused", "该时限不得暂停")
              : FieldError.of(
                  "/reason", "must for this rule be one of " + all, "该时限仅可因以下原因暂停：" + all));
    }
    checkText(errors, "/evidence", evidence);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  private static void checkText(List<FieldError> errors, String pointer, String text) {
    if (text.isBlank()) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
    } else if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          FieldError.of(
              pointer,
              "must have at most " + LONGEST + " characters and no control characters",
              "最多 " + LONGEST + " 个字符，且不得含控制字符"));
    }
  }

  private static void refuseUnlessRunning(RunningClock clock, Instant now) {
    Instant due = clock.dueAt;
    boolean late = due != null && now.isAfter(due);
    if (clock.state != State.RUNNING || late) {
      String state = late && clock.state == State.RUNNING ? "late" : clock.state.wire();
      throw new Refusal.Conflict(
          "clock.not-running",
          new Text("The clock is not running but " + state, "该时限不在计时中：" + state));
    }
  }

  @Override
  public Clock resume(Caller caller, String id, @Nullable Long seen) {
    return change(
        caller,
        id,
        seen,
        (hands, clock, now) -> {
          if (clock.state != State.PAUSED) {
            throw new Refusal.Conflict(
                "clock.not-paused", new Text("The clock is not paused", "该时限未暂停"));
          }
          hands.resume(clock, now);
        });
  }

  @Override
  public Clock extend(Caller caller, String id, @Nullable Long seen, Instant until, String reason) {
    return change(
        caller,
        id,
        seen,
        (hands, clock, now) -> {
          List<FieldError> errors = new ArrayList<>();
          checkText(errors, "/reason", reason);
          Instant due = clock.dueAt;
          if (due != null && !until.isAfter(due)) {
            errors.add(FieldError.of("/until", "must be after the present due time", "须晚于当前期限"));
          }
          if (!errors.isEmpty()) {
            throw new Refusal.Invalid(errors);
          }
          refuseUnlessRunning(clock, now);
          if (!hands.extend(clock, until.truncatedTo(ChronoUnit.MICROS))) {
            throw new Refusal.Conflict(
                "clock.no-extension",
                new Text(
                    "Its rule allows no extension, or none so long, or no further one",
                    "该时限不得延期、超出可延长度，或已达可延次数"));
          }
        });
  }

  /** What is done to a clock. */
  @FunctionalInterface
  private interface Move {
    void with(Hands hands, RunningClock clock, Instant now);
  }

  private Clock change(Caller caller, String id, @Nullable Long seen, Move move) {
    caller.require(JUDGES);
    return work.command(
        transaction -> {
          RunningClock clock =
              seen(caller, new ClockTables(transaction.connection()).locked(plain(id)));
          if (seen != null && seen != clock.version) {
            throw new Refusal.Stale(seen, clock.version);
          }
          Instant now = time.ask(transaction.connection()).truncatedTo(ChronoUnit.MICROS);
          Telling telling = new Telling(caller.actor());
          Hands hands = new Hands(book.get(), (rule, one, point, at) -> List.of(), telling, now);
          move.with(hands, clock, now);
          new Changes(List.of(clock)).save(transaction, agenda, journal, telling);
          return shown(clock);
        });
  }

  @Override
  public Mean mean(Caller caller, String rule, Instant from, Instant to, @Nullable String cell) {
    caller.require(READERS);
    if (to.isBefore(from)) {
      throw new Refusal.Invalid("/to", "must not be before from", "不得早于 from");
    }
    Mean mean =
        work.read(
            t -> new ClockQueries(t.connection()).mean(rule, from, to, cell, caller.region()));
    Long amount = mean.limitMinutes();
    return amount == null ? mean : new Mean(mean.count(), mean.minutes(), minutes(rule, amount));
  }

  private @Nullable Long minutes(String code, long amount) {
    Unit unit =
        book.get().rules().stream()
            .filter(rule -> rule.mean() && rule.code().equals(code))
            .map(Rule::unit)
            .findFirst()
            .orElse(Unit.WORKDAYS);
    return switch (unit) {
      case MINUTES -> amount;
      case HOURS -> amount * MINUTES_OF_HOUR;
      default -> null;
    };
  }
}
