package io.lamplighter.intake.meters;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the desk, once for each suspected outage, to have it looked after. Some at once, since the
 * desk commits together what comes together.
 */
final class OutageRequests implements AutoCloseable {
  private static final int AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(OutageRequests.class);
  private static final Caller SELF = Caller.system(Facts.SOURCE);

  /**
   * The channel of such requests, and what their reference begins with; the outage's id ends it.
   */
  static final String CHANNEL = "meter";

  static final String REF = "outage-";

  private final UnitOfWork work;
  private final Desk desk;
  private final ExecutorService askers =
      Executors.newFixedThreadPool(AT_ONCE, OutageRequests::asker);

  OutageRequests(UnitOfWork work, Desk desk) {
    this.work = work;
    this.desk = desk;
  }

  private static Thread asker(Runnable run) {
    Thread thread = new Thread(run, "lamplighter-meters-outages");
    thread.setDaemon(true);
    return thread;
  }

  /** The outage that a request was received for, null when it was for none. */
  static @Nullable Long outage(Entry received) {
    String ref = String.valueOf(received.data().get("channelRef"));
    return CHANNEL.equals(received.data().get("channel")) && ref.matches(REF + "\\d{1,18}")
        ? Long.valueOf(ref.substring(REF.length()))
        : null;
  }

  /** What the desk has said: a number, or why it refuses. */
  private record Answer(long outage, @Nullable String requestNo, @Nullable String refused) {}

  /**
   * Tells the desk of every outage that it has not been told of. The outage's own number makes it
   * one request, however often it is told.
   *
   * @throws Refusal when the desk cannot take it now; the rest waits
   */
  void tell() throws InterruptedException {
    List<OutageTables.Outage> waiting =
        work.call(transaction -> new OutageTables(transaction.connection()).waiting());
    List<Future<Answer>> asked = new ArrayList<>();
    waiting.forEach(outage -> asked.add(askers.submit(() -> ask(outage))));
    List<Answer> answers = new ArrayList<>();
    Throwable failed = null;
    for (Future<Answer> one : asked) {
      try {
        answers.add(one.get());
      } catch (ExecutionException e) {
        failed = e.getCause();
      }
    }
    if (!answers.isEmpty()) {
      work.run(transaction -> note(new OutageTables(transaction.connection()), answers));
    }
    if (failed != null) {
      throw failed instanceof Refusal refusal ? refusal : new IllegalStateException(failed);
    }
  }

  private Answer ask(OutageTables.Outage outage) {
    try {
      return new Answer(outage.id(), desk.submit(SELF, submission(outage)).requestNo(), null);
    } catch (Refusal.Invalid | Refusal.Conflict | Refusal.Forbidden e) {
      LOG.error("The desk refuses the outage of {}: {}", outage.transformer(), e.getMessage());
      return new Answer(outage.id(), null, e.code());
    }
  }

  /** What is lost of this is asked again, and the desk gives the same number. */
  private static void note(OutageTables outages, List<Answer> answers) throws SQLException {
    outages.commitLightly();
    for (Answer answer : answers) {
      outages.told(answer.outage(), answer.requestNo(), answer.refused());
    }
  }

  @Override
  public void close() {
    askers.shutdown();
  }

  private static Submission submission(OutageTables.Outage outage) {
    String text =
        "台区 "
            + outage.transformer()
            + " 疑似停电："
            + outage.meters()
            + " 块电表上报失电。 Outage suspected: last gasps of "
            + outage.meters()
            + " meters of transformer "
            + outage.transformer()
            + ".";
    return new Submission(
        CHANNEL,
        REF + outage.id(),
        "fault-repair",
        text,
        outage.customerNo(),
        null,
        null,
        null,
        outage.region(),
        outage.firstAt().atOffset(ZoneOffset.UTC),
        null);
  }
}
