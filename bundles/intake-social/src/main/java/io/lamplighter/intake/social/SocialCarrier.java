package io.lamplighter.intake.social;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out to the bridges, and the thread that posts. */
@Component(
    service = Carrier.class,
    configurationPid = IntakeSocialConfig.PID,
    immediate = true,
    property = Carrier.CHANNEL + "=social")
public final class SocialCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SocialCarrier.class);
  private static final long IDLE_MILLIS = 1_000;
  private static final long STOP_MILLIS = 15_000;

  private final Callbacks callbacks;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "lamplighter-social");

  @Activate
  public SocialCarrier(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=social)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      IntakeSocialConfig config) {
    callbacks =
        new Callbacks(
            work,
            journal,
            clock,
            IntakeSocialConfig.FOLDER,
            Duration.ofHours(config.patienceHours()));
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Outcome carry(Notice notice) {
    return callbacks.carry(notice);
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        int seen = 0;
        try {
          seen = callbacks.round();
        } catch (RuntimeException e) {
          LOG.warn("Answers wait a moment: {}", e.toString());
        }
        if (seen == 0 && closed.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted");
    }
  }

  /** Returns when the answer in hand is posted. */
  @Deactivate
  void stop() throws InterruptedException {
    closed.countDown();
    thread.join(STOP_MILLIS);
  }
}
