package io.lamplighter.answers;

import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Received;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears of enquiries, and of what people of the house do with them. */
@Component(service = JournalReader.class)
public final class AnswerFollower implements JournalReader {
  private static final String RECEIVED = "request.received";
  private static final String REOPENED = "request.reopened";
  private static final Set<String> OVER =
      Set.of(
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.merged");

  /** Whoever does this has taken it up. */
  private static final Set<String> TAKING =
      Set.of(
          "request.triaged",
          "request.returned",
          "request.scheduled",
          "request.dispatched",
          "request.handed-over");

  private final Tools tools;
  private final UnitOfWork work;

  @Activate
  public AnswerFollower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=answers)") UnitOfWork work,
      @Reference AnswerDesk desk) {
    this(desk.tools(), work);
  }

  AnswerFollower(Tools tools, UnitOfWork work) {
    this.tools = tools;
    this.work = work;
  }

  @Override
  public String name() {
    return AnswerRounds.SOURCE;
  }

  @Override
  public Set<String> types() {
    Set<String> types = new TreeSet<>(OVER);
    types.addAll(TAKING);
    types.addAll(Set.of(RECEIVED, REOPENED));
    return types;
  }

  /** What was asked before the first start somebody has answered by now. */
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
    AnswerTables tables = new AnswerTables(transaction.connection());
    List<OneAnswer> asked = new ArrayList<>();
    for (Entry entry : batch) {
      if (entry.type().equals(RECEIVED)
          && RequestFact.of(entry) instanceof Received received
          && isForUs(entry, received)) {
        RequestFact.About about = received.about();
        asked.add(new OneAnswer(about.requestNo(), about.region(), about.channel(), entry.time()));
      }
    }
    List<String> fresh = tables.add(asked);
    tools
        .agenda()
        .put(transaction, fresh.stream().map(no -> Step.SEEK.of(no, tools.now())).toList());
    heard(transaction, tables, batch);
  }

  private boolean isForUs(Entry entry, Received received) {
    return received.about().kind().equals(RequestKind.ENQUIRY.wire())
        && received.kindSure()
        && !entry.isDrill()
        && tools.rules().channels().contains(received.about().channel())
        && tools.rules().hours().hold(entry.time(), tools.house().zone());
  }

  /** Most entries are of requests that nobody has answered: a batch is two statements, not each. */
  private void heard(Transaction transaction, AnswerTables tables, List<Entry> batch)
      throws SQLException {
    Map<String, Instant> taken = new TreeMap<>();
    Map<String, Boolean> over = new TreeMap<>();
    for (Entry entry : batch) {
      boolean ends = OVER.contains(entry.type());
      boolean ours = entry.actor().equals(AnswerRounds.SELF.actor());
      if (!ours && (ends || TAKING.contains(entry.type()))) {
        taken.putIfAbsent(entry.subject(), entry.time());
      }
      if (ends || entry.type().equals(REOPENED)) {
        over.put(entry.subject(), ends);
      }
    }
    List<String> ended = tables.taken(taken);
    tools.agenda().cancel(transaction, ended.stream().map(Step.CLOSE::key).toList());
    tables.over(over);
  }
}
