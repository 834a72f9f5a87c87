package io.lamplighter.clocks;

import io.lamplighter.api.Region;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules.csv}: each line for itself; what must hold between them, others check. */
final class RuleFile {
  static final String NAME = "rules.csv";
  static final String COLUMNS =
      "code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,"
          + "part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,"
          + "source";
  private static final List<String> NAMES = List.of(COLUMNS.split(","));
  private static final String NONE = "-";
  private static final Pattern CODE =
      Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern EXTEND = Pattern.compile("([1-9])x([1-9]\\d{0,3})");
  private static final Set<String> STATUS =
      Set.of("ok", "page", "seed", "old", Rule.UNVERIFIED, "assume", "own");
  private static final Set<String> CLASSES =
      Set.of("residential", "low-voltage", "high-voltage-single", "high-voltage-dual");
  private static final Set<String> AREAS = Set.of("urban", "rural", "remote");

  private final DataFile.Line line;

  private RuleFile(DataFile.Line line) {
    this.line = line;
  }

  static DataFile load(@Nullable Path own) {
    return DataFile.load(own, RuleFile.class, "/clocks/" + NAME, COLUMNS);
  }

  /**
   * Each rule with its line, in their order.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Map<Rule, DataFile.Line> read(DataFile file) {
    Map<Rule, DataFile.Line> rules = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      rules.put(new RuleFile(line).rule(), line);
    }
    return rules;
  }

  private Rule rule() {
    LocalDate from = day("from");
    LocalDate to = day("to");
    if (from != null && to != null && to.isBefore(from)) {
      throw line.wrong(
          "to, " + to + ", is before from, " + from, "to（" + to + "）早于 from（" + from + "）");
    }
    Unit unit = unit();
    int amount = amount(unit);
    String part = text("part").equals(NONE) ? null : word("part");
    return new Rule(
        code(),
        text("edition"),
        text("issuer"),
        from,
        to,
        audience(),
        happenings("starts"),
        happenings("ends"),
        happenings("cancels"),
        part,
        amount,
        unit,
        text("calendar"),
        readings(),
        oneOf("measure", "each", "mean").equals("mean"),
        warnings(amount),
        text("ladder").equals(NONE) ? null : word("ladder"),
        words("pauses", WORD),
        extension(),
        oneOf("overlay", NONE, "looser").equals("looser"),
        oneOf("status", STATUS.toArray(new String[0])),
        text("source"));
  }

  private String text(String column) {
    return line.field(NAMES.indexOf(column));
  }

  private String code() {
    if (!CODE.matcher(text("code")).matches()) {
      throw line.wrong(
          "code '" + text("code") + "' must be like fault.first-response",
          "code“" + text("code") + "”格式应如 fault.first-response");
    }
    return text("code");
  }

  private String word(String column) {
    if (!WORD.matcher(text(column)).matches()) {
      throw line.wrong(
          column + " '" + text(column) + "' must be a word of letters, digits and dashes",
          column + "“" + text(column) + "”须由字母、数字和连字符组成");
    }
    return text(column);
  }

  private String oneOf(String column, String... words) {
    if (!List.of(words).contains(text(column))) {
      String all = String.join(", ", Arrays.stream(words).sorted().toList());
      throw notOneOf(column, all);
    }
    return text(column);
  }

  private DataFile.Mistake notOneOf(String column, String all) {
    return line.wrong(
        column + " must be one of " + all + ", not '" + text(column) + "'",
        column + " 须为 " + all + " 之一，不能是“" + text(column) + "”");
  }

  private DataFile.Mistake unknown(String column, String word, List<String> known) {
    String all = String.join(", ", known);
    return line.wrong(
        column + " may not have '" + word + "', only " + all,
        column + " 中的“" + word + "”无效，可用：" + all);
  }

  private Set<String> words(String column, Pattern form) {
    Set<String> words = Audience.words(text(column));
    for (String word : words) {
      if (!form.matcher(word).matches()) {
        throw line.wrong(column + " may not have '" + word + "'", column + " 中的“" + word + "”无效");
      }
    }
    return words;
  }

  private Set<String> words(String column, Set<String> known) {
    Set<String> words = Audience.words(text(column));
    for (String word : words) {
      if (!known.contains(word)) {
        throw unknown(column, word, known.stream().sorted().toList());
      }
    }
    return words;
  }

  private @Nullable LocalDate day(String column) {
    if (text(column).equals(NONE)) {
      return null;
    }
    try {
      return LocalDate.parse(text(column));
    } catch (DateTimeException e) {
      throw line.wrong(
          column + " '" + text(column) + "' must be a day, such as 2024-06-01, or -",
          column + "“" + text(column) + "”须为日期（如 2024-06-01）或 -");
    }
  }

  private Audience audience() {
    String regions = text("region");
    boolean elsewhere = regions.startsWith("!");
    Set<String> codes = Audience.words(elsewhere ? regions.substring(1) : regions);
    for (String code : codes) {
      if (code.isEmpty() || !Region.isCode(code)) {
        throw line.wrong(
            "region may not have '" + code + "', which is no code of GB/T 2260",
            "region 中的“" + code + "”不是 GB/T 2260 行政区划代码");
      }
    }
    String important = oneOf("important", NONE, "yes", "no");
    return new Audience(
        words("kind", Kinds.ALL),
        words("class", CLASSES),
        important.equals(NONE) ? null : important.equals("yes"),
        words("area", AREAS),
        words("channel", WORD),
        codes,
        elsewhere);
  }

  private List<Happening> happenings(String column) {
    try {
      return Happening.all(text(column));
    } catch (IllegalArgumentException e) {
      throw line.wrong(
          column + ": " + e.getMessage(), column + " 的条件写法有误，应如 kind=complaint|report");
    }
  }

  private Unit unit() {
    for (Unit unit : Unit.values()) {
      if (unit.wire().equals(text("unit"))) {
        return unit;
      }
    }
    String all = String.join(", ", Arrays.stream(Unit.values()).map(Unit::wire).toList());
    throw notOneOf("unit", all);
  }

  private int amount(Unit unit) {
    int most = Asked.most(unit);
    int amount = line.number(NAMES.indexOf("amount"), Asked.isNotice(unit) ? -most : 1, most);
    if (amount == 0) {
      throw line.wrong("amount must not be 0", "amount 不得为 0");
    }
    return amount;
  }

  private Set<Reading> readings() {
    Set<Reading> readings = EnumSet.noneOf(Reading.class);
    for (String word : words("reading", WORD)) {
      readings.add(
          Reading.ofWire(word)
              .orElseThrow(
                  () ->
                      unknown(
                          "reading",
                          word,
                          Arrays.stream(Reading.values()).map(Reading::wire).toList())));
    }
    return readings;
  }

  private List<Integer> warnings(int amount) {
    List<Integer> warnings = new ArrayList<>();
    for (String written : Audience.words(text("warn"))) {
      int before = written.matches("\\d{1,7}") ? Integer.parseInt(written) : 0;
      if (before < 1 || before >= Math.abs(amount)) {
        throw line.wrong(
            "warn may not have '" + written + "': it goes from 1 to below amount",
            "warn 中的“" + written + "”须不小于 1 且小于 amount");
      }
      warnings.add(before);
    }
    warnings.sort(Comparator.reverseOrder());
    return warnings;
  }

  private Rule.@Nullable Extension extension() {
    if (text("extend").equals(NONE)) {
      return null;
    }
    Matcher form = EXTEND.matcher(text("extend"));
    if (!form.matches()) {
      throw line.wrong(
          "extend must be like 1x10 (once, by up to 10 of unit), not '" + text("extend") + "'",
          "extend 应如 1x10（一次，至多 10 个 unit），不能是“" + text("extend") + "”");
    }
    return new Rule.Extension(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }
}
