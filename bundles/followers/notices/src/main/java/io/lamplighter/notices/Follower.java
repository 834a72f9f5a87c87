package io.lamplighter.notices;

import io.lamplighter.api.answers.AnswerFact;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.notice.NoticeFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.family.Family;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.notices.NoticeTables.Event;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Notes whom to tell of what, as the journal tells it, and what has become of each notice. */
@Component(service = JournalReader.class, configurationPid = NoticesConfig.PID)
public final class Follower implements JournalReader {
  /** A notice's id on one way, as carriers know it. */
  private static final Pattern ID = Pattern.compile("notice-(\\d{1,18})\\.(\\w+)");

  private static final Set<String> RECEIPTS =
      Set.of("notice.sent", "notice.delivered", "notice.failed", "notice.withheld");

  private static final Caller SELF = Caller.system("notices");

  private final UnitOfWork work;
  private final Reach reach;
  private final Agenda agenda;
  private final Desk desk;
  private final Runnable closing;
  private final Set<String> events;

  @Activate
  public Follower(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=notices)") UnitOfWork work,
      @Reference Reach reach,
      @Reference InstantSource clock) {
    this(work, reach, clock, new Neighbours(context));
  }

  private Follower(UnitOfWork work, Reach reach, InstantSource clock, Neighbours neighbours) {
    this(work, reach, clock, neighbours.of(Desk.class).service(), neighbours::close);
  }

  /**
   * @param closing lets the neighbours go
   */
  Follower(UnitOfWork work, Reach reach, InstantSource clock, Desk desk, Runnable closing) {
    this.work = work;
    this.reach = reach;
    this.desk = desk;
    this.closing = closing;
    this.agenda = Dispatch.agenda(work, clock);
    this.events = Set.copyOf(reach.templates().events());
  }

  @Deactivate
  void stop() {
    closing.run();
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public Set<String> types() {
    Set<String> types = new TreeSet<>(events);
    types.addAll(RECEIPTS);
    return types;
  }

  /** What happened before the first start concerns nobody any more. */
  @Override
  public boolean fromStart() {
    return false;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    NoticeTables tables = new NoticeTables(transaction.connection());
    List<Event> events = new ArrayList<>();
    for (Entry entry : batch) {
      if (RECEIPTS.contains(entry.type())) {
        agenda.put(transaction, receipt(tables, entry));
      } else {
        events.addAll(events(entry));
      }
    }
    agenda.put(transaction, tables.plan(events));
  }

  /** Each customer who is told: of the request itself, and of those whose work is done under it. */
  private List<Event> events(Entry entry) {
    if (entry.type().equals(Templates.ASKED)) {
      return event(entry, entry.as(VisitFact.Asked.class).channel());
    }
    if (entry.type().equals(Templates.ANSWERED)) {
      return event(entry, entry.as(AnswerFact.Given.class).channel());
    }
    RequestFact fact = RequestFact.of(entry);
    List<Event> told = new ArrayList<>();
    String channel = fact.about().channel();
    if (reach.tells(entry.type(), channel)) {
      told.add(event(entry, fact, new Under(entry.subject(), channel)));
    }
    if (fact instanceof RequestFact.Moved moved) {
      Family.of(moved, desk, SELF).forEach(one -> told.add(event(entry, fact, one)));
    }
    return told;
  }

  /** His alone who came on that channel. */
  private List<Event> event(Entry entry, String channel) {
    return reach.tells(entry.type(), channel)
        ? List.of(new Event(entry, new Under(entry.subject(), channel), null, null))
        : List.of();
  }

  private static Event event(Entry entry, RequestFact fact, Under whose) {
    if (fact instanceof RequestFact.Scheduled scheduled) {
      return new Event(entry, whose, scheduled.details().from(), scheduled.details().to());
    }
    Instant until = fact instanceof RequestFact.Extended more ? more.details().until() : null;
    return new Event(entry, whose, null, until);
  }

  private static List<Thing> receipt(NoticeTables tables, Entry entry) throws SQLException {
    NoticeFact fact = entry.as(NoticeFact.class);
    return fact instanceof NoticeFact.Carried carried
        ? receipt(tables, entry, carried.notice(), carried.cause())
        : fact instanceof NoticeFact.Withheld withheld
            ? receipt(tables, entry, withheld.notice(), withheld.cause())
            : List.of();
  }

  private static List<Thing> receipt(
      NoticeTables tables, Entry entry, String notice, @Nullable String cause) throws SQLException {
    Matcher id = ID.matcher(notice);
    return id.matches()
        ? tables.receipt(
            Long.parseLong(id.group(1)),
            id.group(2),
            entry.type().substring("notice.".length()),
            cause,
            entry.time())
        : List.of();
  }
}
