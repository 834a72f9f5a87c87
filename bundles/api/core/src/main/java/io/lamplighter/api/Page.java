package io.lamplighter.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next opaque cursor of the next page, null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** The largest page that any list gives. */
  public static final int MAX = 500;

  public Page {
    items = List.copyOf(items);
  }

  /** What is wrong with asking for so many items; empty when nothing is. */
  public static Optional<FieldError> mistake(int limit) {
    return limit >= 1 && limit <= MAX
        ? Optional.empty()
        : Optional.of(FieldError.of("/limit", "must be from 1 to " + MAX, "须在 1 到 " + MAX + " 之间"));
  }

  /**
   * @throws Refusal.Invalid when no list gives so many items
   */
  public static void check(int limit) {
    mistake(limit)
        .ifPresent(
            wrong -> {
              throw new Refusal.Invalid(List.of(wrong));
            });
  }

  /** A list that has only one. */
  public static <T> Page<T> all(List<T> items) {
    return new Page<>(items, null);
  }

  /** The same page, each item as {@code view} shows it. */
  public <V> Page<V> map(Function<? super T, ? extends V> view) {
    return new Page<>(items.stream().<V>map(view).toList(), next);
  }
}
