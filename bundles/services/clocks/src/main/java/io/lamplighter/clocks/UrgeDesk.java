package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Urge;
import io.lamplighter.api.clocks.UrgeFact;
import io.lamplighter.api.clocks.Urges;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.neighbour.Neighbours;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Who was urged, by whom, and what he answered; each on a clock of its own. */
@Component(service = Urges.class)
public final class UrgeDesk implements Urges {
  /** Of the clock that an urge has. */
  static final String RULE = "urge.answer";

  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR
  };
  private static final Role[] URGE = {Role.SUPERVISOR, Role.ADMINISTRATOR};
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 2_000;
  private static final Duration LONGEST = Duration.ofDays(90);

  private final UnitOfWork work;
  private final Journal journal;
  private final Supplier<RuleBook> book;
  private final TrueTime time;
  private final Agenda agenda;
  private final Supplier<Map<String, String>> people;
  private final Runnable closing;

  @Activate
  public UrgeDesk(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=clocks)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Rules rules,
      @Reference InstantSource clock) {
    this(work, journal, rules::book, new DatabaseTime(clock), new Neighbours(context));
  }

  private UrgeDesk(
      UnitOfWork work,
      Journal journal,
      Supplier<RuleBook> book,
      TrueTime time,
      Neighbours neighbours) {
    this(
        work,
        journal,
        book,
        time,
        regions(neighbours.of(Users.class).service()),
        neighbours::close);
  }

  private static Supplier<Map<String, String>> regions(Users users) {
    return () ->
        users.users(Clockwork.SELF).stream()
            .collect(Collectors.toMap(Users.User::name, Users.User::region));
  }

  /**
   * @param people the logins there are, each with its region
   * @param closing lets the neighbours go
   */
  UrgeDesk(
      UnitOfWork work,
      Journal journal,
      Supplier<RuleBook> book,
      TrueTime time,
      Supplier<Map<String, String>> people,
      Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.book = book;
    this.time = time;
    this.agenda = Firing.agenda(work, time);
    this.people = people;
    this.closing = closing;
  }

  @Deactivate
  void stop() {
    closing.run();
  }

  @Override
  public Page<Urge> find(
      Caller caller,
      @Nullable String on,
      @Nullable String to,
      @Nullable Boolean open,
      @Nullable String after,
      int limit) {
    caller.require(READERS);
    Page.check(limit);
    long before = after == null ? Long.MAX_VALUE : number(after, "/after");
    return work.read(
        t -> new UrgeTables(t.connection()).find(caller.region(), on, to, open, before, limit));
  }

  private static long number(String text, String pointer) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal.Invalid(pointer, "must be the next of a page", "须为上一页的 next");
    }
  }

  @Override
  public Urge get(Caller caller, String id) {
    caller.require(READERS);
    return seen(caller, work.find(t -> new UrgeTables(t.connection()).get(id, false)));
  }

  private static Urge seen(Caller caller, @Nullable Urge urge) {
    if (urge == null || !caller.covers(urge.region())) {
      throw unknown("urge.unknown", "There is no such urge", "没有该督办");
    }
    return urge;
  }

  private static Refusal.NotFound unknown(String code, String en, String zh) {
    return new Refusal.NotFound(code, new Text(en, zh));
  }

  @Override
  public Urge raise(Caller caller, String on, String to, String text, Duration within) {
    caller.require(URGE);
    List<FieldError> errors = new ArrayList<>();
    check(errors, "/on", on, LONGEST_NAME);
    check(errors, "/to", to, LONGEST_NAME);
    check(errors, "/text", text, LONGEST_TEXT);
    if (within.compareTo(Duration.ofMinutes(1)) < 0 || within.compareTo(LONGEST) > 0) {
      errors.add(
          FieldError.of(
              "/answerWithinMinutes",
              "must be from 1 to " + LONGEST.toMinutes(),
              "须为 1 至 " + LONGEST.toMinutes() + " 的整数"));
    }
    String region = errors.isEmpty() ? people.get().get(to) : null;
    if (errors.isEmpty() && region == null) {
      errors.add(FieldError.of("/to", "there is no user " + to, "没有用户 " + to));
    }
    if (region == null || !errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return work.command(
        transaction -> {
          Subject subject = subject(transaction, caller, on);
          if (!Region.contains(region, subject.region)) {
            throw new Refusal.Invalid(
                "/to",
                to + " belongs to another region and may not see this",
                "用户 " + to + " 的区域不含该事项");
          }
          Instant now = now(transaction);
          UrgeTables tables = new UrgeTables(transaction.connection());
          Urge urge =
              tables.raise(
                  subject.no, subject.region, to, text, caller.actor(), now, now.plus(within));
          journal.append(
              transaction,
              Clockwork.SOURCE,
              Fact.of(
                  new UrgeFact.Raised(urge.id(), on, to, subject.drill ? true : null),
                  on,
                  subject.region,
                  caller.actor()));
          Telling telling = new Telling(caller.actor());
          RunningClock clock = UrgeClock.of(urge, subject);
          telling.started(clock);
          new Changes(List.of(clock)).save(transaction, agenda, journal, telling);
          return urge;
        });
  }

  private static Subject subject(Transaction transaction, Caller caller, String on)
      throws SQLException {
    return new SubjectTables(transaction.connection())
        .some(List.of(on)).stream()
            .filter(one -> one.no.equals(on) && caller.covers(one.region))
            .findFirst()
            .orElseThrow(
                () -> new Refusal.Invalid("/on", "has no clock, and never had one", "没有该事项的时限记录"));
  }

  private static void check(List<FieldError> errors, String pointer, String text, int longest) {
    if (text.isBlank()) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
    } else if (text.length() > longest || text.indexOf('\0') >= 0) {
      errors.add(
          FieldError.of(
              pointer, "must have at most " + longest + " characters", "最多 " + longest + " 个字符"));
    }
  }

  @Override
  public Urge answer(Caller caller, String id, @Nullable Long seen, String text) {
    caller.require(READERS);
    List<FieldError> errors = new ArrayList<>();
    check(errors, "/text", text, LONGEST_TEXT);
    return work.command(
        transaction -> {
          UrgeTables tables = new UrgeTables(transaction.connection());
          Urge urge = seen(caller, tables.get(id, true));
          if (!caller.name().equals(urge.to()) && !caller.hasAny(URGE)) {
            throw new Refusal.Forbidden(
                "urge.not-yours", new Text("Somebody else was urged, not you", "被督办人不是您"));
          }
          if (!errors.isEmpty()) {
            throw new Refusal.Invalid(errors);
          }
          if (seen != null && seen != urge.version()) {
            throw new Refusal.Stale(seen, urge.version());
          }
          if (urge.answeredAt() != null) {
            throw new Refusal.Conflict(
                "urge.answered", new Text("This urge has been answered", "该督办已答复"));
          }
          Instant now = now(transaction);
          tables.answer(id, text, caller.actor(), now);
          stop(transaction, caller, urge, now);
          return Objects.requireNonNull(tables.get(id, false));
        });
  }

  private void stop(Transaction transaction, Caller caller, Urge urge, Instant now)
      throws SQLException {
    RunningClock clock = new ClockTables(transaction.connection()).locked(RULE + "." + urge.id());
    journal.append(
        transaction,
        Clockwork.SOURCE,
        Fact.of(
            new UrgeFact.Answered(urge.id(), urge.on(), clock != null && clock.drill ? true : null),
            urge.on(),
            urge.region(),
            caller.actor()));
    if (clock != null && clock.isLive()) {
      Telling telling = new Telling(caller.actor());
      Whom nobodyElse = (rule, one, point, at) -> List.of(urge.to());
      new Hands(book.get(), nobodyElse, telling, now)
          .meet(clock, new Happened(clock.begunBy, "urge.answered", now, Map.of()));
      new Changes(List.of(clock)).save(transaction, agenda, journal, telling);
    }
  }

  private Instant now(Transaction transaction) throws SQLException {
    return time.ask(transaction.connection()).truncatedTo(ChronoUnit.MICROS);
  }
}
