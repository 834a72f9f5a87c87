package io.lamplighter.api.indices;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What is measured, by unit and period, and the cases behind every figure. */
@ProviderType
public interface Indices {
  /** Those that some installed part contributes, by code. */
  List<Described> all(Caller caller);

  /**
   * Figures of the caller's region, in order of unit and time.
   *
   * @throws Refusal.NotFound {@code index.unknown} when no installed part contributes it
   * @throws Refusal.Invalid naming what of the query is wrong, also when it gives more than 20,000
   *     figures
   */
  List<Figure> figures(Caller caller, FigureQuery query);

  /**
   * The cases behind a figure, the newest first.
   *
   * @throws Refusal.NotFound {@code index.unknown} when no installed part contributes it
   * @throws Refusal.Forbidden when they are not for him, though the figures are
   */
  Page<Case> cases(Caller caller, CaseQuery query);

  /**
   * @param moreIsBetter whether more of it is better
   * @param types the entries of the journal that it is made of
   * @param parts what it has been counted for, as rules; empty when it has none
   * @param mayDrill whether the caller may see the cases behind its figures
   */
  record Described(
      String code,
      int edition,
      Text name,
      Text formula,
      Measure measure,
      boolean moreIsBetter,
      List<String> types,
      List<String> parts,
      boolean mayDrill) {}

  /**
   * @param part null for the whole
   * @param by cell, station, county, city or province; null for all of the region together
   * @param under code of a unit as figures name it, of whatever level: only what is in it; null for
   *     all
   * @param step hour, day, month or year; null for the whole time in one
   * @param from first day
   * @param to last day; at most 1,100 days in all, of hours 31, of days 92
   */
  record FigureQuery(
      String index,
      @Nullable String part,
      @Nullable String by,
      @Nullable String under,
      @Nullable String step,
      LocalDate from,
      LocalDate to) {}

  /**
   * @param under as in {@link FigureQuery}
   * @param missed true: of shares those with 0
   * @param waiting true: those that nobody can tell of yet
   * @param after cursor of the page before, null for the first page
   * @param limit 1 to {@link Page#MAX}
   */
  record CaseQuery(
      String index,
      @Nullable String part,
      @Nullable String under,
      LocalDate from,
      LocalDate to,
      @Nullable Boolean missed,
      @Nullable Boolean waiting,
      @Nullable String after,
      int limit) {}

  /**
   * @param unit code of the unit, or of the region where no unit is known; null for all together
   * @param name of the unit; null where it has none
   * @param begin of the step; null without steps
   * @param cases how many it rests on
   * @param waiting how many wait for their value, and count in nothing
   * @param value as its measure says: 0 to 1, minutes, or so many of a thousand; null without a
   *     case
   * @param low of a share, Wilson's interval at 95 %: from
   * @param high and to
   * @param few whether it rests on fewer than ten
   */
  record Figure(
      @Nullable String unit,
      @Nullable String name,
      @Nullable Instant begin,
      long cases,
      long waiting,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      boolean few) {}
}
