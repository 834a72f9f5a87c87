package io.lamplighter.desk;

import io.lamplighter.api.clocks.Matter;
import io.lamplighter.api.clocks.Promises;
import io.lamplighter.api.desk.Promise;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What is promised for requests that come in: the limits that begin with them. While the clocks are
 * away nothing is, and {@link ClockReader} hears of it later.
 */
final class Promising {
  private static final String RECEIVED = "request.received";

  private final Asking<Promises> promises;

  /**
   * @param expected whether there are clocks, or will be in a moment
   */
  Promising(Promises promises, BooleanSupplier expected) {
    this.promises = new Asking<>(promises, expected, "What is promised is said later");
  }

  /** For each matter, in order. */
  List<List<Promise>> of(List<Matter> matters, Instant receivedAt) {
    return promises.ask(
        service -> matters.stream().map(matter -> of(service, matter, receivedAt)).toList(),
        () -> Collections.nCopies(matters.size(), List.of()));
  }

  private static List<Promise> of(Promises promises, Matter matter, Instant receivedAt) {
    return promises.from(RECEIVED, matter, receivedAt).stream()
        .map(promised -> new Promise(promised.rule(), promised.dueAt(), promised.note()))
        .toList();
  }
}
