package io.lamplighter.learning;

import io.lamplighter.api.desk.LearnedModel;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the model in force to the desk of this node, and the next one when another node, or
 * somebody, has put it in force. A thread of its own: a lesson takes long.
 */
@Component(
    service = {},
    immediate = true)
public final class ModelInForce {
  private static final Logger LOG = LoggerFactory.getLogger(ModelInForce.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long SHIPPED = 0;

  private final BundleContext context;
  private final LearningDesk desk;
  private final Rounds rounds;
  private @Nullable ServiceRegistration<LearnedModel> offered;
  private long version = -1;

  @Activate
  public ModelInForce(BundleContext context, @Reference LearningDesk desk) {
    this.context = context;
    this.desk = desk;
    rounds =
        Rounds.start(
            "lamplighter-learning-model",
            this::look,
            Rounds.patient(LOG, "The model in force stays"));
    desk.versions().onNews(rounds::wake);
  }

  private int look() {
    Version current = desk.versions().inForce();
    long no = current == null ? SHIPPED : current.no();
    if (no != version) {
      String table =
          current == null
              ? null
              : desk.tools().work().call(t -> new VersionTable(t.connection()).table(current.no()));
      offer(() -> table);
      version = no;
    }
    return 0;
  }

  /** What the desk has of one that goes it keeps, so nothing is told by the wrong one between. */
  private synchronized void offer(LearnedModel model) {
    withdraw();
    offered = context.registerService(LearnedModel.class, model, null);
  }

  private synchronized void withdraw() {
    if (offered != null) {
      offered.unregister();
      offered = null;
    }
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    withdraw();
  }
}
