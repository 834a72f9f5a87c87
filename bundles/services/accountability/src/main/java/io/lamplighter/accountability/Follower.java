package io.lamplighter.accountability;

import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.desk.ComplaintOutcome;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens a file for each limit that has passed and each complaint that was found justified; and
 * hears when a file's own limits have passed.
 */
@Component(service = JournalReader.class)
public final class Follower implements JournalReader {
  /** Codes of the limits that files have themselves: they open none. */
  static final String OWN = "accountability.";

  private static final Set<String> TYPES =
      Set.of("clock.breached", "request.resolved", "request.closed");
  private static final Set<String> JUSTIFIED =
      Set.of(ComplaintOutcome.JUSTIFIED.wire(), ComplaintOutcome.PARTLY.wire());

  private final UnitOfWork work;
  private final Tools tools;
  private final Opening opening;

  @Activate
  public Follower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=accountability)") UnitOfWork work,
      @Reference FileDesk desk) {
    this(work, desk.tools());
  }

  Follower(UnitOfWork work, Tools tools) {
    this.work = work;
    this.tools = tools;
    this.opening = new Opening(tools);
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
    List<Cause> causes = new ArrayList<>();
    for (Entry entry : batch) {
      if (entry.type().equals("clock.breached")) {
        breached(transaction, entry, causes);
      } else if (!entry.isDrill()) {
        justified(entry, RequestFact.of(entry), causes);
      }
    }
    opening.open(transaction, causes);
  }

  private void breached(Transaction transaction, Entry entry, List<Cause> causes)
      throws SQLException {
    ClockFact.Breached breach = entry.as(ClockFact.Breached.class);
    ClockFact.About about = breach.about();
    if (about.rule().startsWith(OWN)) {
      passed(transaction, about.rule().substring(OWN.length()), about.on(), breach.dueAt());
    } else if (!entry.isDrill() && !Boolean.TRUE.equals(about.mean())) {
      causes.add(Cause.of(breach, entry));
    }
  }

  private static void justified(Entry entry, RequestFact fact, List<Cause> causes) {
    String outcome = null;
    if (fact instanceof RequestFact.Resolved resolved) {
      outcome = resolved.outcome();
    } else if (fact instanceof RequestFact.Closed closed) {
      outcome = closed.outcome();
    }
    if (outcome != null && JUSTIFIED.contains(outcome)) {
      causes.add(Cause.of(fact.about(), entry));
    }
  }

  /** A limit that was due before he was named was another person's. */
  private static boolean runsFor(@Nullable Instant notified, Instant due) {
    return notified != null && due.isAfter(notified);
  }

  /** What follows by itself when a step was not taken in time. */
  private void passed(Transaction transaction, String limit, String no, Instant due)
      throws SQLException {
    if (!limit.equals("statement") && !limit.equals("appeal")) {
      return;
    }
    Hand hand = new Hand(tools, transaction, Tools.SELF.actor());
    FileEntity entity = hand.locked(no);
    FileRow file = hand.tables().get(no);
    if (entity == null || file == null) {
      return;
    }
    if (limit.equals("appeal") && entity.state() == FileState.TOLD) {
      hand.close(file, entity, Objects.requireNonNull(file.all().level()));
    } else if (limit.equals("statement")
        && entity.state() == FileState.NOTIFIED
        && !file.all().late()
        && runsFor(hand.tables().notified(no), due)) {
      entity.lapse();
      hand.step(file, entity, "lapsed", null);
    }
  }
}
