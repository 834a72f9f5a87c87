package io.lamplighter.intake.meters;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the desk, once for each suspected outage, to have it looked after. */
final class OutageRequests {
  private static final Logger LOG = LoggerFactory.getLogger(OutageRequests.class);
  private static final Caller SELF = Caller.system(Facts.SOURCE);

  private final UnitOfWork work;
  private final Desk desk;

  OutageRequests(UnitOfWork work, Desk desk) {
    this.work = work;
    this.desk = desk;
  }

  /**
   * Tells the desk of every outage that it has not been told of. The outage's own number makes it
   * one request, however often it is told.
   *
   * @throws Refusal when the desk cannot take it now; the rest waits
   */
  void tell() {
    List<OutageTables.Outage> waiting =
        work.call(transaction -> new OutageTables(transaction.connection()).waiting());
    for (OutageTables.Outage outage : waiting) {
      tell(outage);
    }
  }

  private void tell(OutageTables.Outage outage) {
    try {
      Receipt receipt = desk.submit(SELF, submission(outage));
      note(outage, receipt.requestNo(), null);
    } catch (Refusal.Invalid | Refusal.Conflict | Refusal.Forbidden e) {
      LOG.error("The desk refuses the outage of {}: {}", outage.transformer(), e.getMessage());
      note(outage, null, e.code());
    }
  }

  private void note(
      OutageTables.Outage outage, @Nullable String requestNo, @Nullable String refused) {
    work.run(
        transaction ->
            new OutageTables(transaction.connection()).told(outage.id(), requestNo, refused));
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
        "meter",
        "outage-" + outage.id(),
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
