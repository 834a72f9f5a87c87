package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The responsibility library (重大事件责任库) and the words it is written in, read and checked as a whole.
 */
record Library(
    Map<String, EventClass> events,
    Map<String, Text> faults,
    Map<String, Text> consequences,
    Map<String, Measure> measures,
    Map<String, Adjustment> adjustments,
    List<LibraryLine> lines,
    Map<String, FindingRule> rules) {
  private static final String WORD_COLUMNS = "what,word,zh,en";

  /**
   * @param own where a company's own files may lie; null for those that ship alone
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Library load(@Nullable Path own) {
    return of(own, LibraryLine.load(own));
  }

  /** The same with other lines. */
  static Library of(@Nullable Path own, Map<LibraryLine, DataFile.Line> lines) {
    Map<String, Text> faults = new LinkedHashMap<>();
    Map<String, Text> consequences = new LinkedHashMap<>();
    DataFile words = DataFile.load(own, Library.class, "/accountability/words.csv", WORD_COLUMNS);
    for (DataFile.Line line : words.lines()) {
      Map<String, Text> to =
          switch (line.field(0)) {
            case "fault" -> faults;
            case "consequence" -> consequences;
            default ->
                throw line.wrong("what is fault or consequence, not '" + line.field(0) + "'");
          };
      if (to.put(line.word(1), new Text(line.field(3), line.field(2))) != null) {
        throw line.wrong("'" + line.field(1) + "' stands here twice");
      }
    }
    Library library =
        new Library(
            EventClass.load(own),
            faults,
            consequences,
            Measure.load(own),
            Adjustment.load(own),
            List.copyOf(lines.keySet()),
            FindingRule.load(own));
    library.check(lines);
    return library;
  }

  private void check(Map<LibraryLine, DataFile.Line> from) {
    from.forEach(
        (line, at) -> {
          known(at, "event", line.event(), events);
          known(at, "fault", line.fault(), faults);
          known(at, "consequence", line.consequence(), consequences);
          if (!measures.containsKey(line.measure())) {
            throw at.wrong("measure '" + line.measure() + "' is not in measures.csv");
          }
        });
    TreeSet<LocalDate> days = new TreeSet<>();
    days.add(LocalDate.EPOCH);
    for (LibraryLine line : lines) {
      if (line.from() != null) {
        days.add(line.from());
      }
      if (line.to() != null) {
        days.add(line.to().plusDays(1));
      }
    }
    days.forEach(day -> checkDay(day, from));
  }

  private static void known(DataFile.Line at, String what, String word, Map<String, ?> words) {
    if (!word.equals(LibraryLine.ANY) && !words.containsKey(word)) {
      throw at.wrong(what + " '" + word + "' is not known");
    }
  }

  /** On every day from the first line on, each case has one line. */
  private void checkDay(LocalDate day, Map<LibraryLine, DataFile.Line> from) {
    if (lines.stream().noneMatch(line -> line.isValid(day))) {
      return;
    }
    for (String event : events.keySet()) {
      for (String fault : faults.keySet()) {
        for (String consequence : consequences.keySet()) {
          List<LibraryLine> best = best(day, event, fault, consequence);
          String which = event + ", " + fault + ", " + consequence + " on " + day;
          if (best.isEmpty()) {
            throw Objects.requireNonNull(from.get(lines.get(lines.size() - 1)))
                .wrong("no line up to here is for " + which);
          }
          if (best.size() > 1) {
            throw Objects.requireNonNull(from.get(best.get(1)))
                .wrong("is for " + which + " as well as " + best.get(0).line());
          }
        }
      }
    }
  }

  private List<LibraryLine> best(LocalDate day, String event, String fault, String consequence) {
    List<LibraryLine> fitting =
        lines.stream()
            .filter(line -> line.isValid(day) && line.isFor(event, fault, consequence))
            .sorted(Comparator.comparingInt(LibraryLine::open))
            .toList();
    return fitting.stream().filter(line -> line.open() == fitting.get(0).open()).toList();
  }

  /** The line for a case, as it was valid on that day. */
  Optional<LibraryLine> line(LocalDate day, String event, String fault, String consequence) {
    return best(day, event, fault, consequence).stream().findFirst();
  }

  /** Of what class a file is that this time limit or rule has opened. */
  String event(String code) {
    return events.values().stream()
        .max(Comparator.comparingInt(event -> event.fits(code)))
        .orElseThrow()
        .event();
  }

  /** Those of a kind that are looked for. */
  List<FindingRule> rules(FindingRule.Kind kind) {
    return rules.values().stream().filter(rule -> rule.kind() == kind && rule.on()).toList();
  }

  /** What a level has by itself. */
  String measure(int level) {
    return measures.values().stream()
        .filter(measure -> Objects.equals(measure.level(), level))
        .findFirst()
        .orElseThrow()
        .word();
  }

  /** What a line comes to: raised when it is repeated, lowered by each mitigation. */
  int level(LibraryLine line, boolean repeated, List<String> mitigations) {
    int graver = 0;
    Adjustment again = adjustments.get(Adjustment.REPEATED);
    if (repeated && again != null) {
      graver += again.graver();
    }
    for (String mitigation : mitigations) {
      graver += Objects.requireNonNull(adjustments.get(mitigation)).graver();
    }
    return Levels.graver(line.level(), graver);
  }

  /** Within so many days it is the same again; 0 when that raises nothing. */
  int repeatDays() {
    Adjustment again = adjustments.get(Adjustment.REPEATED);
    return again == null ? 0 : again.days();
  }
}
