package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A text of which it is known what it is.
 *
 * @param kind null when it says nothing
 * @param plain its normal form
 * @param found what it says of danger
 * @param parts what it is told by, the same as when it comes in
 */
record Sample(
    @Nullable RequestKind kind, String plain, Danger.Found found, Collection<String> parts) {
  /** In which column of the model its weights are. */
  int column() {
    return kind == null ? KindModel.WIDTH - 1 : kind.ordinal();
  }

  boolean danger() {
    return found.words() != null;
  }
}
