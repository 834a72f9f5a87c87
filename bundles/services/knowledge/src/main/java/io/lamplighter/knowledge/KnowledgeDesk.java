package io.lamplighter.knowledge;

import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What whoever keeps the knowledge stands on, for the parts of this bundle. It holds nobody:
 * whoever is replaced is waited for when he is asked.
 */
@Component(service = KnowledgeDesk.class, configurationPid = KnowledgeConfig.PID)
@Designate(ocd = KnowledgeConfig.class)
public final class KnowledgeDesk {
  private final Neighbours neighbours;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Tools tools;
  private final Shelf shelf;
  private final Answering answering;
  private final Articles articles;
  private final Gaps gaps;

  @Activate
  public KnowledgeDesk(BundleContext context, KnowledgeConfig config) {
    neighbours = new Neighbours(context);
    tools =
        new Tools(
            neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=knowledge)").service(),
            neighbours.of(Journal.class).service(),
            neighbours.house(),
            neighbours.clock(),
            config.mostArticles(),
            config.mostGaps(),
            () -> listeners.forEach(Runnable::run));
    shelf = new Shelf(Words.load());
    answering = new Answering(shelf::filled, neighbours.of(Judge.class).service());
    articles = new Articles(tools);
    gaps = new Gaps(tools, shelf.words());
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  /** Told, after the commit, that what may be told has changed here; must be quick. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  Tools tools() {
    return tools;
  }

  Shelf shelf() {
    return shelf;
  }

  Answering answering() {
    return answering;
  }

  Articles articles() {
    return articles;
  }

  Gaps gaps() {
    return gaps;
  }
}
