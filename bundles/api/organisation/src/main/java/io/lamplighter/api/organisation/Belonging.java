package io.lamplighter.api.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cell a place belongs to.
 *
 * @param cell code of the cell; null when it is in none, or in several
 * @param areaType of that cell
 * @param by what said it: {@code service-point}, {@code transformer}, {@code feeder}, {@code
 *     address} or {@code polygon}; null when nothing did
 * @param several the cells that it is in by the same rule, when they are more than one
 */
public record Belonging(
    @Nullable String cell, @Nullable AreaType areaType, @Nullable String by, List<String> several) {
  /** In none. */
  public static final Belonging NONE = new Belonging(null, null, null, List.of());

  public Belonging {
    several = List.copyOf(several);
  }
}
