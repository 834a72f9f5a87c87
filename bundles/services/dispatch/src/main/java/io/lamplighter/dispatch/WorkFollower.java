package io.lamplighter.dispatch;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings here what happens to requests at the desk, to their limits, and to their customers. */
@Component(service = JournalReader.class)
public final class WorkFollower implements JournalReader {
  private static final Set<String> TYPES =
      Set.of(
          "request.received",
          "request.matched",
          "request.located",
          "request.triaged",
          "request.ranked",
          "request.merged",
          "request.unmerged",
          "request.returned",
          "request.scheduled",
          "request.dispatched",
          "request.accepted",
          "request.arrived",
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.reopened",
          "clock.started",
          "clock.paused",
          "clock.resumed",
          "clock.rescheduled",
          "clock.met",
          "clock.withdrawn",
          "appointment.made",
          "appointment.changed",
          "appointment.missed");

  private final Tools tools;
  private final Desk desk;
  private final UnitOfWork work;

  @Activate
  public WorkFollower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=dispatch)") UnitOfWork work,
      @Reference WorkDesk desk) {
    this(desk.tools(), desk.deskAtOnce(), work);
  }

  /**
   * @param desk nobody waits for it: the journal's thread is waited for itself
   */
  WorkFollower(Tools tools, Desk desk, UnitOfWork work) {
    this.tools = tools;
    this.desk = desk;
    this.work = work;
  }

  @Override
  public String name() {
    return Tools.SOURCE;
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    ClockTable clocks = new ClockTable();
    Hand hand = new Hand(tools, transaction, Course.SELF.actor(), tools.now());
    Course course = new Course(tools, desk, hand);
    List<RequestFact> told =
        batch.stream().filter(WorkFollower::isOthers).map(RequestFact::of).toList();
    course.lock(told);
    Set<String> limited = new TreeSet<>();
    List<Thing> due = new ArrayList<>();
    for (Entry entry : batch) {
      if (isClock(entry)) {
        ClockFact fact = ClockFact.of(entry);
        if (clocks.take(fact)) {
          limited.add(fact.about().on());
        }
      } else if (isAppointment(entry)) {
        Thing thing = Standstill.of(transaction.connection(), entry, tools.now());
        if (thing != null) {
          due.add(thing);
        }
      } else if (isOthers(entry)) {
        course.take(entry, RequestFact.of(entry));
      }
    }
    new ImportantTable(transaction.connection()).take(told, hand.now());
    // At once and in order: whoever moves a tour holds its orders in the same.
    if (!limited.isEmpty()) {
      clocks.save(transaction.connection());
      new WorkTables(transaction.connection()).due(limited);
    }
    tools.agenda().put(transaction, due);
    hand.end();
  }

  /** What the desk was told by ourselves changes nothing. */
  private static boolean isOthers(Entry entry) {
    return !isClock(entry) && !isAppointment(entry) && !entry.actor().equals(Course.SELF.actor());
  }

  private static boolean isAppointment(Entry entry) {
    return entry.type().startsWith("appointment.");
  }

  private static boolean isClock(Entry entry) {
    return entry.type().startsWith("clock.");
  }
}
