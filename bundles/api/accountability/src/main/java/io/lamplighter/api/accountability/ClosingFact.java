package io.lamplighter.api.accountability;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The day's and the month's close (日清月结), and what is published. */
public sealed interface ClosingFact {
  /**
   * @throws IllegalArgumentException when the entry is not a close
   */
  static ClosingFact of(Entry entry) {
    return entry.as(ClosingFact.class);
  }

  /**
   * The entry's subject is the typical case's number, which leads to no file.
   *
   * @param digest SHA-256 of the step's row
   */
  @FactType(value = "accountability-case.published", says = "A typical case was published.")
  record Published(String digest) implements ClosingFact {}

  /**
   * The entry's subject is the unit's code, or the region where none is known, and the day, as
   * {@code 330602/2026-11-30}.
   *
   * @param day as {@code 2026-11-30}
   * @param unit the county; not there where none is known
   * @param opened on that day
   * @param settled on that day
   * @param open at its end
   * @param files numbers of those that are open, 500 at most, the oldest first
   * @param told logins of who answers for the unit; empty when nobody does
   */
  @FactType(value = "accountability-day.closed", says = "A unit was told what is open.")
  record DayClosed(
      String day,
      @Nullable String unit,
      long opened,
      long settled,
      long open,
      List<String> files,
      List<String> told)
      implements ClosingFact {}

  /**
   * The figures of a region's month, fixed. What is changed later is in the month in which it is
   * changed. The entry's subject is the region and the month, as {@code 330602/2026-11}.
   *
   * @param month as {@code 2026-11}
   * @param figures one for each class of event of which something happened
   */
  @FactType(value = "accountability-month.closed", says = "The figures of a month were fixed.")
  record MonthClosed(String month, String region, List<Figure> figures) implements ClosingFact {}

  /**
   * What happened in a month with files of one class of event.
   *
   * @param upheld became final with something that follows
   * @param rejected became final without
   * @param appealed were appealed against
   * @param changed whose appeal was heard in part or in whole
   * @param annulled were taken back, whenever they were opened
   * @param levels how many became final with each level: of 1, 2, 3 and 4
   */
  record Figure(
      String event,
      long opened,
      long upheld,
      long rejected,
      long appealed,
      long changed,
      long annulled,
      List<Long> levels) {}
}
