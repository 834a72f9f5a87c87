package io.lamplighter.desk;

import io.lamplighter.api.Rounds;
import io.lamplighter.api.store.Retention;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets who called, when it has been kept long enough: names and phones of requests whose work is
 * over, and the messages as they came. The requests themselves stay.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = DeskService.PID)
public final class OldContacts {
  private static final Logger LOG = LoggerFactory.getLogger(OldContacts.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  /** Whoever was merged is told of the work of what he was merged into. */
  private static final String OVER =
      """
      (contact_name is not null or contact_phone is not null)
      and state in ('CLOSED', 'CANCELLED', 'MERGED')
      and not exists (select from desk.request r
                       where r.request_no = request.merged_into
                         and r.state not in ('CLOSED', 'CANCELLED', 'MERGED'))""";

  static final List<Retention.Rule> KEPT =
      List.of(
          new Retention.Rule(
              "desk.request",
              "received_at",
              OVER,
              "contact_name = null, contact_phone = null, version = version + 1"),
          new Retention.Rule("desk.submission", "received_at", "raw is not null", "raw = null"));

  private final Rounds rounds;

  @Activate
  public OldContacts(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      @Reference InstantSource clock,
      DeskService.Config config) {
    rounds =
        Rounds.start(
            "lamplighter-desk-retention",
            new Retention(work, clock, config.contactDays(), KEPT)::round,
            e -> LOG.warn("Old contacts stay for the moment: {}", e.toString()));
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
