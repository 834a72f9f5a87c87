package io.lamplighter.clocks;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables, read and checked as a whole.
 *
 * @param rules each with its line, for who has more to say against it
 */
record RuleSet(
    Map<Rule, DataFile.Line> rules,
    Calendars calendars,
    Map<String, Ladder> ladders,
    Map<String, PauseReason> reasons) {

  /**
   * @param own where a company's own files may lie; null for those that ship alone
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static RuleSet load(@Nullable Path own, Years imported) {
    return of(RuleFile.load(own), own, imported);
  }

  /** The same with other rules. */
  static RuleSet of(DataFile rules, @Nullable Path own, Years imported) {
    RuleSet set =
        new RuleSet(
            RuleFile.read(rules),
            Calendars.load(own, imported),
            Ladders.load(own),
            PauseReason.load(own));
    RuleCheck.check(set.rules, set.calendars, set.ladders.keySet(), set.reasons.keySet());
    return set;
  }

  RuleBook book(Supplier<ZoneId> zone) {
    return new RuleBook(new ArrayList<>(rules.keySet()), calendars, ladders, reasons, zone);
  }
}
