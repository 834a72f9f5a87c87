package io.lamplighter.console;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes who looks at a request here, at once, and looks each second who does there.
 * Without a database each node goes on with its own.
 */
@Component(
    service = {},
    immediate = true)
public final class LookerRounds {
  private static final Logger LOG = LoggerFactory.getLogger(LookerRounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Lookers lookers;
  private final Neighbours neighbours;
  private final Neighbour<UnitOfWork> work;
  private final SharedLookers shared;
  private final Rounds rounds;
  private final Lookers.News news;

  @Activate
  public LookerRounds(@Reference Lookers lookers, BundleContext context) {
    this.lookers = lookers;
    neighbours = new Neighbours(context);
    work = neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=console)");
    shared = new SharedLookers(work.service(), lookers, neighbours.clock());
    rounds =
        Rounds.start(
            "console-lookers",
            this::round,
            Rounds.patient(LOG, "Who looks at what is not told to other nodes"));
    news = (users, looking) -> rounds.wake();
    lookers.listen(news);
  }

  private int round() {
    shared.round();
    return 0;
  }

  @Deactivate
  void stop() throws InterruptedException {
    lookers.leave(news);
    rounds.stop(STOP);
    try {
      if (work.isThere()) {
        shared.end();
      }
    } catch (RuntimeException away) {
      // The others stop believing it by themselves.
      LOG.debug("The database is away at the end", away);
    }
    neighbours.close();
  }
}
