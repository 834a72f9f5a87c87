package io.lamplighter.accountability;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How right each rule is, by what supervisors say of the files that it has opened. */
record Precision(Connection connection) {
  /** Of a share of so few nobody is to conclude much. */
  private static final int FEW = 10;

  /**
   * @param measure the rule's, in its unit: minutes, powers of ten, customers, or none
   * @param found files that it has opened
   * @param right of those that were graded
   * @param wrong of those that were graded
   * @param precision share of right among those that were graded; null while none was
   * @param few whether that rests on fewer than ten
   */
  record OfRule(
      String code,
      String finds,
      String name,
      int measure,
      String unit,
      boolean on,
      long found,
      long right,
      long wrong,
      @Nullable Double precision,
      boolean few) {}

  private record Counted(long found, long right, long wrong) {}

  List<OfRule> of(String region, Library library, Locale locale) throws SQLException {
    Map<String, Counted> counted = new HashMap<>();
    new Sql(
            connection,
            "select cause, count(*), count(*) filter (where right_found),"
                + " count(*) filter (where not right_found) from accountability.file"
                + " where by_rule and starts_with(region, ?) group by cause")
        .with(region)
        .each(
            row -> counted.put(row.text(), new Counted(row.number(), row.number(), row.number())));
    List<OfRule> rules = new ArrayList<>();
    for (FindingRule rule : library.rules().values()) {
      Counted one = counted.getOrDefault(rule.code(), new Counted(0, 0, 0));
      long graded = one.right() + one.wrong();
      rules.add(
          new OfRule(
              rule.code(),
              rule.kind().wire(),
              rule.name().in(locale),
              rule.measure(),
              rule.kind().unit().wire(),
              rule.on(),
              one.found(),
              one.right(),
              one.wrong(),
              graded == 0 ? null : (double) one.right() / graded,
              graded < FEW));
    }
    return rules;
  }
}
