package io.lamplighter.desk;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of a neighbour who need not be there: a submission is taken in whatever becomes of
 * the question.
 *
 * @param expected whether he is there, or will be in a moment
 * @param later what an operator hears when he does not answer
 */
record Asking<S>(S service, BooleanSupplier expected, String later) {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  /**
   * @param without the answer while there is nobody
   */
  <T> T ask(Function<S, T> question, Supplier<T> without) {
    if (expected.getAsBoolean()) {
      try {
        return question.apply(service);
      } catch (RuntimeException e) {
        LOG.warn("{}: {}", later, e.toString());
      }
    }
    return without.get();
  }
}
