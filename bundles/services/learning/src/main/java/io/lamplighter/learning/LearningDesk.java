package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** What the parts of this bundle stand on. It holds nobody: whoever is replaced is waited for. */
@Component(service = LearningDesk.class, configurationPid = LearningConfig.PID)
@Designate(ocd = LearningConfig.class)
public final class LearningDesk {
  static final String SOURCE = "learning";
  static final Caller SELF = Caller.system(SOURCE);

  /**
   * A lesson takes minutes where much has been corrected; a node that died in one is not missed.
   */
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final Neighbours neighbours;
  private final Tools tools;
  private final ModelBook versions;

  @Activate
  public LearningDesk(BundleContext context, LearningConfig config) {
    neighbours = new Neighbours(context);
    UnitOfWork work =
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=learning)").service();
    tools =
        new Tools(
            work,
            neighbours.of(Journal.class).service(),
            new Agenda(work, neighbours.clock(), Tools.AGENDA, LEASE),
            neighbours.house(),
            neighbours.of(RequestTexts.class).service(),
            Bounds.of(config),
            Classroom::load);
    versions = new ModelBook(tools, Classroom.shippedName());
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  Tools tools() {
    return tools;
  }

  ModelBook versions() {
    return versions;
  }
}
