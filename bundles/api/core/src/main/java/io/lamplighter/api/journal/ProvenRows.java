package io.lamplighter.api.journal;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whoever keeps rows of which entries have digests (whiteboard: register it as a service). {@code
 * lamp:verify} asks all of them after the journal itself.
 */
@ConsumerType
public interface ProvenRows {
  /** The most that are named. */
  int MOST = 100;

  /**
   * Goes through all rows, in bounded memory.
   *
   * @return what is not as its entry says, {@value #MOST} at most; empty when all is
   */
  List<String> wrong();
}
