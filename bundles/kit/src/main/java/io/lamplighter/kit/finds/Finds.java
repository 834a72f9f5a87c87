package io.lamplighter.kit.finds;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a text; null or empty what it does not name.
 *
 * @param address as customers of that place have it when the gazetteer knows it, else as it was
 *     said
 * @param isHouse whether it names a house or door, and not a whole estate or village
 * @param isWhole whether the gazetteer knows it and no number is missing
 * @param transformer that feeds all of that place
 * @param phone as E.164
 * @param since when it began
 * @param extent how far it reaches: {@code home}, {@code building}, {@code village}, …
 * @param inDanger who is: {@code elderly}, {@code in-lift}, …
 */
public record Finds(
    @Nullable String address,
    boolean isHouse,
    boolean isWhole,
    @Nullable String transformer,
    @Nullable String customerNo,
    @Nullable String meter,
    @Nullable String phone,
    @Nullable Instant since,
    Set<String> extent,
    Set<String> inDanger) {
  /** Nothing. */
  public static final Finds NONE =
      new Finds(null, false, false, null, null, null, null, null, Set.of(), Set.of());
}
