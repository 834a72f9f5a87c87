package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.CrewFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.faults.FieldFaults;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When crews work. */
final class Rosters {
  private final CrewDesk desk;

  Rosters(CrewDesk desk) {
    this.desk = desk;
  }

  /** As it is given back: without what is over. */
  Roster get(Crew crew) {
    Roster roster = desk.work().read(t -> new RosterTables(t.connection()).get(crew.code()));
    Span ahead = ahead(desk.now());
    List<Event> events =
        roster.events().stream().filter(event -> RosterCheck.isIn(event, ahead)).toList();
    return new Roster(roster.crew(), roster.version(), roster.since(), events);
  }

  /** Its shifts that are not over, in order; as it is laid out. */
  List<Laid> ahead(Crew crew, int limit) {
    return desk.work()
        .read(t -> new RosterTables(t.connection()).ahead(crew.code(), desk.now(), limit));
  }

  private static Span ahead(Instant now) {
    return new Span(now, now.plus(RosterCheck.AHEAD));
  }

  /**
   * Takes a roster's place, from now on; what is over already is not kept.
   *
   * @param seen its version that the caller saw, null for any
   * @param faults what is wrong with it already
   * @throws Refusal.Invalid naming everything that is wrong
   * @throws Refusal.Stale when it is another one by now
   */
  Roster put(Caller caller, Crew crew, @Nullable Long seen, List<Placed> sent, FieldFaults faults) {
    caller.require(Role.SUPERVISOR, Role.INTEGRATOR, Role.ADMINISTRATOR);
    caller.requireRegion(crew.region());
    Instant now = desk.now();
    RosterCheck.Checked checked = RosterCheck.checked(sent, now, faults);
    List<Laid> laid = checked.laid();
    List<Event> events = checked.events().stream().map(Placed::event).toList();
    readsAsWritten(checked.events(), events);
    return desk.work()
        .command(
            transaction -> {
              RosterTables tables = new RosterTables(transaction.connection());
              LocalDate running = desk.day(now).minusDays(1);
              tables.lock(crew.code(), running);
              if (new CrewTables(transaction.connection()).get(crew.code()) == null) {
                throw CrewBook.unknown();
              }
              long version = tables.get(crew.code()).version();
              if (seen != null && seen != version) {
                throw new Refusal.Stale(seen, version);
              }
              Roster roster = new Roster(crew.code(), version + 1, now, events);
              tables.put(roster);
              tables.lay(crew.code(), laid, now);
              tables.renew(crew.code(), running);
              Instant to = laid.isEmpty() ? now : laid.get(laid.size() - 1).span().to();
              desk.tell(
                  transaction,
                  caller,
                  new CrewFact.RosterChanged(crew.code(), now, to),
                  crew.code(),
                  crew.region());
              return roster;
            });
  }

  /** What is kept is text: it must say the same to whoever reads it again. */
  private static void readsAsWritten(List<Placed> sent, List<Event> events) {
    FieldFaults faults = FieldFaults.ofKept();
    String written = new Roster("", 1, Instant.EPOCH, events).calendar();
    List<Event> read = Roster.read(written, faults).stream().map(Placed::event).toList();
    for (int i = 0; i < events.size(); i++) {
      if (i >= read.size() || !read.get(i).equals(events.get(i))) {
        throw new Refusal.Invalid(
            sent.get(i).pointer(),
            "cannot be kept as it is: its times must be whole seconds of the years 1 to 9999",
            "无法原样保存：时间须为公元 1 至 9999 年的整秒");
      }
    }
  }

  /**
   * A crew works longer once: in its roster that shift becomes one of its own.
   *
   * @throws Refusal.Conflict {@code roster.other} when its roster has no such shift any more, or
   *     another one begins too soon
   */
  void lengthen(Transaction transaction, Caller caller, CrewShift shift, Duration more)
      throws SQLException {
    Instant begin = shift.span().from();
    Instant end = shift.span().to().plus(more);
    Instant now = desk.now();
    RosterTables tables = new RosterTables(transaction.connection());
    tables.lock(shift.crew(), shift.day());
    Roster before = tables.get(shift.crew());
    Roster after = before.lengthened(shift.span(), end, now);
    if (after == null || !tables.lengthen(shift.crew(), shift.span(), end)) {
      throw new Refusal.Conflict(
          "roster.other", new Text("The crew's roster is another one by now", "班组排班已变更"));
    }
    tables.put(after);
    tables.renew(shift.crew(), shift.day());
    desk.tell(
        transaction,
        caller,
        new CrewFact.RosterChanged(shift.crew(), begin, end),
        shift.crew(),
        shift.region());
  }

  /** What goes on without end is laid out further. */
  void layOn() {
    for (String crew : desk.work().read(t -> new RosterTables(t.connection()).crews())) {
      desk.work().run(t -> layOn(new RosterTables(t.connection()), crew));
    }
  }

  private void layOn(RosterTables tables, String crew) throws SQLException {
    Instant now = desk.now();
    tables.lock(crew, desk.day(now));
    Instant laidTo = tables.laidTo(crew);
    Instant from = laidTo == null || laidTo.isBefore(now) ? now : laidTo;
    Instant to = now.plus(RosterCheck.AHEAD);
    if (from.isBefore(to)) {
      List<Placed> events =
          tables.get(crew).events().stream().map(event -> new Placed("", event)).toList();
      tables.add(crew, Layout.of(events, new Span(from, to), FieldFaults.ofKept()));
    }
  }
}
