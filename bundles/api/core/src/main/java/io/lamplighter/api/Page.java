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

  /**
   * A page of a list of which one item more was asked for than a page has.
   *
   * @param found at most one more than {@code limit}
   * @param cursor of the page after this one, by its last item
   */
  public static <T> Page<T> cut(List<T> found, int limit, Function<? super T, String> cursor) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
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
