package io.lamplighter.api;

import java.util.List;
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
}
