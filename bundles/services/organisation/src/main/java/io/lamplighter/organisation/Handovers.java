package io.lamplighter.organisation;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.organisation.HandoverEntity.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Responsibility is offered, and taken or not; what nobody takes in time falls back. */
final class Handovers {
  private static final Role[] STAFF = {Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR};
  private static final String SELF = Caller.system("organisation").actor();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int LONGEST_REASON = 1_000;
  private static final int AT_ONCE = 100;

  private final UnitOfWork work;
  private final Journal journal;
  private final Agenda agenda;
  private final Supplier<Collection<String>> people;
  private final Duration patience;

  /**
   * @param people the logins there are
   * @param patience what nobody takes so long lapses
   */
  Handovers(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Supplier<Collection<String>> people,
      Duration patience) {
    this.work = work;
    this.journal = journal;
    this.people = people;
    this.patience = patience;
    this.agenda = new Agenda(work, clock, "organisation.agenda", LEASE);
  }

  Agenda agenda() {
    return agenda;
  }

  /**
   * Offers what the caller has; a supervisor, what anybody has.
   *
   * @throws Refusal.Invalid naming every field that is missing or wrong
   * @throws Refusal.NotFound {@code responsibility.unknown} when nobody has it, or it is another
   *     region's
   * @throws Refusal.Conflict {@code handover.offered} when it is offered to somebody already
   */
  Handover offer(Caller caller, String on, String to, String reason) {
    caller.require(STAFF);
    List<FieldError> errors = new ArrayList<>();
    check(errors, "/on", on, 100);
    check(errors, "/to", to, 64);
    check(errors, "/reason", reason, LONGEST_REASON);
    if (errors.isEmpty() && !people.get().contains(to)) {
      errors.add(FieldError.of("/to", "there is no user " + to, "没有用户 " + to));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return work.command(
        transaction -> {
          Tenure tenure = new Tenures(transaction.connection()).locked(on);
          if (tenure == null || !caller.covers(tenure.region())) {
            throw new Refusal.NotFound(
                "responsibility.unknown", new Text("Nobody is responsible for it", "尚无责任人"));
          }
          if (!tenure.holder().equals(caller.actor()) && !caller.hasAny(Role.SUPERVISOR)) {
            throw notYours("Only who has it, or a supervisor, may offer it", "仅责任人或主管可发起交接");
          }
          if (tenure.holder().equals(to)) {
            throw new Refusal.Invalid("/to", "has it already", "已是责任人");
          }
          HandoverTables tables = new HandoverTables(transaction.connection());
          if (tables.offered(on) != null) {
            throw new Refusal.Conflict(
                "handover.offered", new Text("It is offered to somebody already", "已发起交接，等待对方接受"));
          }
          Instant now = agenda.now();
          Instant until = now.plus(patience);
          long id = tables.offer(tenure, to, reason, caller.actor(), now, until);
          agenda.put(transaction, new Thing(Long.toString(id), on, until));
          tell(
              transaction,
              "handover.offered",
              new OrganisationFact.Offered(
                  new OrganisationFact.Handover(Long.toString(id), on, tenure.holder(), to),
                  until,
                  tenure.drill() ? Boolean.TRUE : null),
              on,
              tenure.region(),
              caller.actor());
          return Objects.requireNonNull(tables.get(id));
        });
  }

  private static void check(List<FieldError> errors, String field, String text, int longest) {
    if (text.isBlank()) {
      errors.add(FieldError.of(field, "is missing", "缺失"));
    } else if (text.length() > longest) {
      errors.add(
          FieldError.of(
              field, "must be at most " + longest + " characters", "至多 " + longest + " 个字符"));
    }
  }

  private static Refusal.Forbidden notYours(String en, String zh) {
    return new Refusal.Forbidden("handover.not-yours", new Text(en, zh));
  }

  /** What one may do with an offer. */
  enum Answer {
    ACCEPT(State.ACCEPTED),
    DECLINE(State.DECLINED),
    WITHDRAW(State.WITHDRAWN);

    private final State state;

    Answer(State state) {
      this.state = state;
    }
  }

  /**
   * Whom it is offered to accepts or declines it; who has offered it, or a supervisor, takes it
   * back.
   *
   * @param seen the version that the caller saw, null for any
   */
  Handover answer(Caller caller, long id, @Nullable Long seen, Answer answer) {
    caller.require(STAFF);
    return work.command(
        transaction -> {
          HandoverEntity handover = locked(transaction, id);
          if (handover == null || !isSeen(caller, handover)) {
            throw unknown();
          }
          if (seen != null && seen != handover.version()) {
            throw new Refusal.Stale(seen, handover.version());
          }
          if (answer == Answer.WITHDRAW) {
            if (!caller.actor().equals(handover.offeredBy()) && !caller.hasAny(Role.SUPERVISOR)) {
              throw notYours("Only who has offered it, or a supervisor, may", "仅发起人或主管可撤回");
            }
          } else if (!caller.actor().equals(handover.taker())) {
            throw notYours("It is not offered to you", "该交接并非发给您");
          }
          end(transaction, handover, answer.state, caller.actor());
          transaction.entities().flush();
          return Objects.requireNonNull(new HandoverTables(transaction.connection()).get(id));
        });
  }

  private static boolean isSeen(Caller caller, HandoverEntity handover) {
    return caller.covers(handover.region()) || caller.actor().equals(handover.taker());
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("handover.unknown", new Text("There is no such handover", "没有该交接"));
  }

  private static @Nullable HandoverEntity locked(Transaction transaction, long id) {
    return transaction.entities().find(HandoverEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The request is over, or somebody else has it: then there is nothing to take any more. */
  void overtaken(Transaction transaction, String subject, @Nullable String holder)
      throws SQLException {
    Long id = new HandoverTables(transaction.connection()).offered(subject);
    HandoverEntity handover = id == null ? null : locked(transaction, id);
    if (handover != null && handover.isOffered() && !handover.giver().equals(holder)) {
      end(transaction, handover, State.WITHDRAWN, SELF);
    }
  }

  /**
   * Lets lapse what nobody has taken in time.
   *
   * @return how many were looked at
   */
  int lapse() {
    List<Due> due = agenda.take(AT_ONCE);
    for (Due one : due) {
      work.run(
          transaction -> {
            if (agenda.done(transaction, one)) {
              HandoverEntity handover = locked(transaction, Long.parseLong(one.key()));
              if (handover != null && handover.isOffered()) {
                end(transaction, handover, State.LAPSED, SELF);
              }
            }
          });
    }
    return due.size();
  }

  private void end(Transaction transaction, HandoverEntity handover, State how, String actor)
      throws SQLException {
    handover.end(how, actor, agenda.now());
    agenda.cancel(transaction, List.of(Long.toString(handover.id())));
    Record fact =
        how == State.ACCEPTED
            ? new OrganisationFact.Accepted(handover.about(), handover.drill())
            : new OrganisationFact.NotTaken(handover.about(), handover.drill());
    tell(transaction, "handover." + how.wire(), fact, handover.subject(), handover.region(), actor);
  }

  private void tell(
      Transaction transaction,
      String type,
      Record fact,
      String subject,
      String region,
      String actor) {
    journal.append(transaction, Imports.SOURCE, Fact.of(type, fact, subject, region, actor));
  }
}
