package io.lamplighter.intake.call;

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

/** Deletes calls, which carry the callers' numbers, when they have been kept long enough. */
@Component(
    service = {},
    immediate = true,
    configurationPid = IntakeCallConfig.PID)
public final class OldCalls {
  private static final Logger LOG = LoggerFactory.getLogger(OldCalls.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  static final List<Retention.Rule> KEPT =
      List.of(
          new Retention.Rule("call.call", "opened_at", "true"),
          new Retention.Rule(
              "call.switch_call",
              "coalesce(offered_at, answered_at, abandoned_at, ended_at)",
              "true"));

  private final Rounds rounds;

  @Activate
  public OldCalls(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference InstantSource clock,
      IntakeCallConfig config) {
    rounds =
        Rounds.start(
            "lamplighter-call-retention",
            new Retention(work, clock, config.keepDays(), KEPT)::round,
            e -> LOG.warn("Old calls stay for the moment: {}", e.toString()));
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
