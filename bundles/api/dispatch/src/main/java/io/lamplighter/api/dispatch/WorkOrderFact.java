package io.lamplighter.api.dispatch;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import io.lamplighter.api.journal.FactType.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a work order, whose number is the entry's subject. Names, phones, addresses,
 * remarks and pictures stay with their services.
 */
public sealed interface WorkOrderFact {
  /**
   * What every entry says, as it is then.
   *
   * @param requestNo the request that it is done for
   * @param workKind as in {@code work-kinds.csv}
   * @param station code of the station whose crews do it, once that is known
   * @param crew code of the crew that has it
   * @param version of the order
   */
  record About(
      String workOrder,
      String requestNo,
      String workKind,
      @Nullable String station,
      @Nullable String cell,
      @Nullable String crew,
      @Words(WorkState.class) String state,
      long version,
      @Nullable Boolean drill) {}

  About about();

  /**
   * @throws IllegalArgumentException when the entry is not one of a work order
   */
  static WorkOrderFact of(Entry entry) {
    return entry.as(WorkOrderFact.class);
  }

  @FactType(value = "work-order.opened", says = "A request needs work in the field.")
  record Opened(@Inline About about) implements WorkOrderFact {}

  /**
   * @param start when the work is to begin
   * @param before the crew that had it
   * @param why in a word: booked, planned, moved, emergency, absence, late when its crew would have
   *     been, or by-hand
   */
  @FactType(value = "work-order.assigned", says = "A crew's day has it now, or another crew's.")
  record Assigned(@Inline About about, Instant start, @Nullable String before, String why)
      implements WorkOrderFact {}

  /** It is of no crew any more. */
  @FactType(value = "work-order.released", says = "A work order left its crew's day.")
  record Released(@Inline About about, @Nullable String before, String why)
      implements WorkOrderFact {}

  /**
   * What a crew does with it, or the desk says that it has.
   *
   * @param act the act's own id; null when the desk said it
   * @param at when it was done, by the server's time
   */
  @FactType(
      value = {
        "work-order.dispatched",
        "work-order.accepted",
        "work-order.departed",
        "work-order.arrived",
        "work-order.cancelled"
      },
      says = "A work order went a step on.")
  record Stepped(@Inline About about, @Nullable String act, Instant at) implements WorkOrderFact {}

  /**
   * @param minutes of work on site
   * @param labourMinutes of all people together
   * @param files how many pictures and signatures are with it
   */
  @FactType(value = "work-order.finished", says = "A crew has done the work.")
  record Finished(
      @Inline About about,
      @Nullable String act,
      Instant at,
      @Nullable Long minutes,
      @Nullable Long labourMinutes,
      List<Material> materials,
      long files)
      implements WorkOrderFact {}

  /** Something used, by its code. */
  record Material(String code, Number quantity) {}

  /**
   * @param reason in a word: customer-absent, no-access, unsafe, wrong-skill, material or other
   */
  @FactType(value = "work-order.failed", says = "A crew could not do the work.")
  record Failed(@Inline About about, @Nullable String act, Instant at, String reason)
      implements WorkOrderFact {}
}
