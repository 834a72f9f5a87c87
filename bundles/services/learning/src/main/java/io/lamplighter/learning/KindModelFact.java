package io.lamplighter.learning;

import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the models by which kinds are told; the subject is the model's name. Counts and
 * names only: nothing of any text.
 */
sealed interface KindModelFact {
  /**
   * @param version its number
   * @param state ready or refused
   * @param why why it was refused, in a word: control-f1 or danger-missed
   * @param against name of the one that it was compared with
   * @param corrected how many corrected texts it was learned from, beside those that ship
   * @param seen how many texts of requests were read for it, to learn and to compare
   * @param macroF1 on the control texts
   * @param againstF1 of the other one
   * @param missed how many control texts of danger it misses that the other one finds
   */
  @FactType(
      value = "kind-model.trained",
      says = "A model was learned from corrections and tried on the control texts.")
  record Trained(
      long version,
      String state,
      @Nullable String why,
      String against,
      long corrected,
      long seen,
      Number macroF1,
      Number againstF1,
      long missed)
      implements KindModelFact {}

  /**
   * @param version its number; not there of the one that ships
   * @param before name of the one that was in force
   */
  @FactType(value = "kind-model.in-force", says = "Kinds are told by another model from now on.")
  record InForce(@Nullable Long version, @Nullable String before) implements KindModelFact {}

  /**
   * @param version its number
   * @param why in a word: control-f1 or danger-missed
   * @param against name of the one in force that it was worse than
   */
  @FactType(
      value = "kind-model.refused",
      says = "A model that waited was tried again, against another one, and is worse.")
  record Refused(long version, String why, String against) implements KindModelFact {}

  /**
   * @param version its number
   */
  @FactType(value = "kind-model.withdrawn", says = "A model was taken back by somebody.")
  record Withdrawn(long version) implements KindModelFact {}
}
