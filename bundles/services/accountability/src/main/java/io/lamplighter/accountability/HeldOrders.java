package io.lamplighter.accountability;

import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Held orders (压单): requests that nobody has moved for longer than a rule says. */
final class HeldOrders {
  /** Of the agenda. */
  static final String HELD = "held ";

  private static final Set<String> MOVES =
      Finder.TYPES.stream()
          .filter(type -> type.startsWith("request."))
          .collect(Collectors.toUnmodifiableSet());

  private final Tools tools;

  HeldOrders(Tools tools) {
    this.tools = tools;
  }

  /** When it is to be looked at next, by the rules that are not over then; null by none. */
  static @Nullable Thing next(Watched one, Collection<FindingRule> rules, Instant after) {
    Instant due =
        rules.stream()
            .filter(one::isUnder)
            .map(one::due)
            .filter(at -> at.isAfter(after))
            .min(Comparator.naturalOrder())
            .orElse(null);
    return due == null ? null : new Thing(HELD + one.no(), one.no(), due);
  }

  /** It was not moved, as far as this part has read; the journal itself may know more. */
  void look(Due due) {
    String no = due.subject();
    Watched one = tools.work().find(t -> Watched.some(t.connection(), List.of(no)).get(no));
    boolean stands = one != null && new Trail(tools.journal()).isLast(no, one.moved(), MOVES);
    Instant now = tools.now();
    Collection<FindingRule> rules = tools.library().get().rules().values();
    tools
        .work()
        .run(
            transaction -> {
              if (!tools.agenda().done(transaction, due) || one == null || !stands) {
                return;
              }
              List<Cause> causes =
                  rules.stream()
                      .filter(rule -> one.isHeld(rule, now))
                      .map(rule -> Cause.held(rule, one))
                      .toList();
              new Opening(tools).open(transaction, causes);
              Thing next = next(one, rules, now);
              if (next != null) {
                tools.agenda().put(transaction, next);
              }
            });
  }
}
