package io.lamplighter.visits;

import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import io.lamplighter.visits.SamplingRule.Ticket;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked what: the tables {@code sampling.csv}, {@code questions.csv} and {@code
 * reasons.csv}, checked together. Never changes.
 */
final class Asking {
  private static final String SAMPLING =
      "rule,from,kinds,where,customers,share,after,questions,bad,then";
  private static final String QUESTIONS = "set,edition,key,form,zh,en";
  private static final String REASONS = "reason,zh,en";
  private static final String ALL = "*";
  private static final String NONE = "-";
  private static final int MOST_DAYS = 365;

  private final List<SamplingRule> rules = new ArrayList<>();
  private final Map<String, TreeMap<LocalDate, List<Question>>> sets = new LinkedHashMap<>();
  private final Map<String, Text> reasons = new LinkedHashMap<>();

  private final String digest;

  private Asking(DataFile sampling, DataFile questions, DataFile reasons) {
    digest =
        Draw.commitment(
            Stream.of(sampling, questions, reasons)
                .flatMap(file -> file.lines().stream())
                .map(line -> String.join(",", line.fields()) + "\n")
                .collect(Collectors.joining()));
    questions.lines().forEach(this::question);
    for (Line line : reasons.lines()) {
      if (this.reasons.put(line.word(0), new Text(line.field(2), line.field(1))) != null) {
        throw line.wrong("'" + line.field(0) + "' stands here twice");
      }
    }
    for (Line line : sampling.lines()) {
      SamplingRule rule = rule(line);
      if (rules.stream().anyMatch(other -> isSame(rule, other))) {
        throw line.wrong(
            "'" + rule.code() + "' is there twice for the same place and day " + rule.from());
      }
      rules.add(rule);
    }
  }

  /**
   * @param own where a company's own tables may lie
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Asking load(@Nullable Path own) {
    return new Asking(
        DataFile.load(own, Asking.class, "/visits/sampling.csv", SAMPLING),
        DataFile.load(own, Asking.class, "/visits/questions.csv", QUESTIONS),
        DataFile.load(own, Asking.class, "/visits/reasons.csv", REASONS));
  }

  private static boolean isSame(SamplingRule one, SamplingRule other) {
    return one.code().equals(other.code())
        && one.from().equals(other.from())
        && one.where().equals(other.where());
  }

  private void question(Line line) {
    List<Question> set =
        sets.computeIfAbsent(line.word(0), name -> new TreeMap<>())
            .computeIfAbsent(day(line, 1), day -> new ArrayList<>());
    if (line.field(2).equals(NONE)) {
      return;
    }
    String key = line.word(2);
    if (set.stream().anyMatch(one -> one.key().equals(key))) {
      throw line.wrong("the set asks for '" + key + "' twice");
    }
    Question.Form form =
        Arrays.stream(Question.Form.values())
            .filter(one -> one.wire().equals(line.field(3)))
            .findAny()
            .orElseThrow(() -> line.wrong("form is yes-no or score"));
    set.add(new Question(key, form, new Text(line.field(5), line.field(4))));
  }

  private SamplingRule rule(Line line) {
    if (!Set.of("important", "any").contains(line.field(4))) {
      throw line.wrong("customers is important or any");
    }
    if (!Set.of("reopen", NONE).contains(line.field(9))) {
      throw line.wrong("then is reopen or -");
    }
    LocalDate from = day(line, 1);
    String questions = line.field(7);
    if (!sets.containsKey(questions) || sets.get(questions).floorKey(from) == null) {
      throw line.wrong("there is no set '" + questions + "' in questions.csv on " + from);
    }
    return new SamplingRule(
        line.word(0),
        from,
        kinds(line),
        where(line),
        line.field(4).equals("important"),
        line.number(5, 0, 100),
        line.number(6, 0, MOST_DAYS),
        questions,
        line.number(8, 0, 5),
        line.field(9).equals("reopen"));
  }

  private static Set<RequestKind> kinds(Line line) {
    if (line.field(2).equals(ALL)) {
      return EnumSet.allOf(RequestKind.class);
    }
    Set<RequestKind> kinds = EnumSet.noneOf(RequestKind.class);
    for (String word : line.field(2).split("\\|", -1)) {
      kinds.add(
          Arrays.stream(RequestKind.values())
              .filter(kind -> kind.wire().equals(word))
              .findAny()
              .orElseThrow(() -> line.wrong("there is no kind of request '" + word + "'")));
    }
    return kinds;
  }

  private static Set<String> where(Line line) {
    if (line.field(3).equals(ALL)) {
      return Set.of();
    }
    Set<String> where = new TreeSet<>(Arrays.asList(line.field(3).split("\\|", -1)));
    if (where.contains("")) {
      throw line.wrong("where has a place without a name");
    }
    return where;
  }

  private static LocalDate day(Line line, int index) {
    try {
      return LocalDate.parse(line.field(index));
    } catch (DateTimeException e) {
      throw line.wrong("'" + line.field(index) + "' is no day, as 2026-01-31");
    }
  }

  /** The line by which a piece of work is drawn; empty when none fits. */
  Optional<SamplingRule> rule(Ticket ticket, LocalDate day) {
    return rules.stream()
        .filter(rule -> rule.fits(ticket, day))
        .filter(rule -> rules.stream().noneMatch(other -> other.replaces(rule, day)))
        .findFirst();
  }

  /** In the order of the file. */
  List<SamplingRule> rules() {
    return Collections.unmodifiableList(rules);
  }

  /** The edition of a set that counts on a day, as {@code repair/2026-01-01}. */
  String edition(String set, LocalDate day) {
    LocalDate from = sets.get(set) == null ? null : sets.get(set).floorKey(day);
    return set + "/" + (from == null ? day : from);
  }

  /**
   * @param edition as {@link #edition} has it; one that has left the tables asks for the score
   *     alone
   */
  List<Question> questions(@Nullable String edition) {
    if (edition == null) {
      return List.of();
    }
    int slash = edition.indexOf('/');
    TreeMap<LocalDate, List<Question>> set = sets.get(edition.substring(0, slash));
    return set == null
        ? List.of()
        : set.getOrDefault(LocalDate.parse(edition.substring(slash + 1)), List.of());
  }

  /** SHA-256 of the lines of sampling, questions and reasons, each with its end, in hex. */
  String digest() {
    return digest;
  }

  /** By their codes, in the order of the file. */
  Map<String, Text> reasons() {
    return Collections.unmodifiableMap(reasons);
  }
}
