package io.lamplighter.store;

import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** For the tests of those who give personal data out: remembers every look from outside. */
public final class NotedLooks implements Looks {
  private final List<Look> all = new CopyOnWriteArrayList<>();

  /** In their order; grows. */
  public List<Look> all() {
    return all;
  }

  /** In short, as in {@code an customers {customers=[c1, c2]}}. */
  public List<String> told() {
    return all.stream()
        .map(look -> look.caller().name() + " " + look.way() + " " + look.shown())
        .toList();
  }

  @Override
  public void note(Look look) {
    if (look.caller().kind() != Caller.Kind.SYSTEM) {
      all.add(look);
    }
  }

  @Override
  public List<String> stopped() {
    return List.of();
  }
}
