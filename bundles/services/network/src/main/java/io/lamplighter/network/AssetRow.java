package io.lamplighter.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One asset as a file has it, or what a file says of it. What it is about is known by its id alone,
 * wherever it stands.
 *
 * @param line where it stands, for people
 * @param gone it is to be taken out
 * @param about the {@link #FIELDS} that are changed; null when the asset is told as a whole
 * @param values by field; one that is about to be changed and is not here is emptied
 * @param toldAt since when it is so, as the source says
 */
record AssetRow(
    long line,
    String id,
    boolean gone,
    @Nullable Set<String> about,
    Map<String, String> values,
    @Nullable String toldAt) {
  /** What is known of an asset beside its id, in the order of the table's columns. */
  static final List<String> FIELDS =
      List.of("kind", "name", "parent", "region", "voltage", "capacity", "normallyOpen");

  AssetRow {
    about = about == null ? null : Set.copyOf(about);
    values = Map.copyOf(values);
  }

  private boolean whole() {
    return about == null && !gone;
  }

  /**
   * What both say of the asset: one that is taken out and put in is put in, and changes add up.
   * Empty when they contradict each other.
   */
  Optional<AssetRow> and(AssetRow other) {
    if (gone && other.whole()) {
      return Optional.of(other);
    }
    if (whole() || other.whole()) {
      return other.gone ? Optional.of(this) : Optional.empty();
    }
    for (Map.Entry<String, String> value : other.values.entrySet()) {
      if (!values.getOrDefault(value.getKey(), value.getValue()).equals(value.getValue())) {
        return Optional.empty();
      }
    }
    Set<String> both = new HashSet<>(about == null ? Set.of() : about);
    both.addAll(other.about == null ? Set.of() : other.about);
    Map<String, String> all = new HashMap<>(values);
    all.putAll(other.values);
    return Optional.of(
        new AssetRow(gone ? other.line : line, id, gone && other.gone, both, all, toldAt));
  }
}
