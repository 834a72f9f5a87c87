package io.lamplighter.desk;

import io.lamplighter.api.desk.LearnedModel;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.OwnFiles;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.Triage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What kinds are told by now: the company's own file, else the model that was learned last, else
 * the one that ships. Another comes in force between two judgements; who holds a {@link Triage}
 * goes on with it.
 */
final class Kinds {
  /** Learned when triage-model is built. */
  static final String SHIPPED = "/triage/kinds.model";

  private static final Logger LOG = LoggerFactory.getLogger(Kinds.class);

  private final boolean own;
  private final Triage first;
  private volatile Triage triage;

  private Kinds(Triage first, boolean own) {
    this.first = first;
    this.own = own;
    triage = first;
  }

  /**
   * @param ownFiles where the company's files may lie; null for nowhere
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Kinds load(@Nullable Path ownFiles) {
    boolean own = OwnFiles.has(ownFiles, "kinds.model");
    return new Kinds(Triage.load(ownFiles, Kinds.class, SHIPPED), own);
  }

  Triage triage() {
    return triage;
  }

  /** What cannot be read changes nothing. */
  void take(LearnedModel model) {
    if (own) {
      LOG.info("Kinds are told by the company's own file");
      return;
    }
    try {
      String table = model.table();
      triage =
          table == null
              ? first
              : first.with(new KindModel(new DataFile.Written("learned.model", table)));
      LOG.info("Kinds are told by model {}", triage.model().name());
    } catch (RuntimeException e) {
      LOG.error("Kinds are told by model {} still", triage.model().name(), e);
    }
  }
}
