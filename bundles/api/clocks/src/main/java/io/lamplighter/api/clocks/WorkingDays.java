package io.lamplighter.api.clocks;

import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The calendars by which limits count. Everybody who is logged in looks; integrators and
 * administrators of the whole house bring a year's official days in.
 */
@ProviderType
public interface WorkingDays {
  /**
   * A calendar.
   *
   * @param everyDay whether every day of the week is worked, else Monday to Friday
   * @param worktime the working segments of a day, each as {@code 08:30-12:00}
   * @param dayEnds when a day ends, as {@code 24:00}
   * @param official whose official days it follows, as {@code CN}; null for none
   * @param years of which there are official days, in order
   * @param firmTo up to this day they do not change any more; null without official days
   */
  record Calendar(
      String name,
      boolean everyDay,
      List<String> worktime,
      String dayEnds,
      @Nullable String official,
      List<Integer> years,
      @Nullable LocalDate firmTo) {}

  /**
   * A day that is not as its day of the week says.
   *
   * @param off a day off, else a make-up day (调休)
   * @param name of the holiday
   */
  record Special(LocalDate day, boolean off, String name) {}

  /**
   * A year's official days.
   *
   * @param version of those that were brought in; 0 of a file's
   * @param from {@code shipped}, {@code file} (a company's own) or {@code brought-in}
   * @param workdays how many days of the year are worked
   */
  record Year(
      String calendar,
      int year,
      long version,
      String from,
      LocalDate firmTo,
      int workdays,
      List<Special> days) {}

  /**
   * A day that is another one by an edition.
   *
   * @param was workday, make-up, weekend or holiday; null when its year was missing
   * @param is as {@code was}
   */
  record Difference(LocalDate day, @Nullable String was, String is) {}

  /**
   * A clock that is due at another time by an edition.
   *
   * @param to null when it cannot be computed then
   */
  record Moved(
      String clock, String on, String rule, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * What an edition does to the clocks that run.
   *
   * @param open how many run
   * @param moved how many of them are due at another time
   * @param first some of those, in order of their new due
   */
  record Effect(int open, int moved, List<Moved> first) {}

  /**
   * @param year as it is then; of a preview with the version that is in force still
   * @param inForce false for a preview
   * @param clocks null when that is not known
   */
  record Change(Year year, List<Difference> days, @Nullable Effect clocks, boolean inForce) {}

  List<Calendar> calendars(Caller caller);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code calendar.unknown}
   */
  Calendar calendar(Caller caller, String name);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code calendar.unknown}, {@code
   *     calendar.year-unknown}
   */
  Year year(Caller caller, String calendar, int year);

  /**
   * Brings a year in, or another edition of it; open clocks follow it, each with an entry.
   *
   * @param csv {@code day,what,name}: off, work, and one line firm-to
   * @param seen the version that the caller saw; null when any will do
   * @param preview whether only to say what it would do
   * @throws io.lamplighter.api.Refusal.Invalid naming each line that is wrong as {@code
   *     /lines/<line>}
   * @throws io.lamplighter.api.Refusal.Conflict {@code calendar.no-official-days} of one that
   *     follows none
   * @throws io.lamplighter.api.Refusal.Stale when it has changed since
   */
  Change bring(
      Caller caller, String calendar, int year, String csv, @Nullable Long seen, boolean preview);
}
