package io.lamplighter.accountability;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the responsibility library (data: {@code library.csv}).
 *
 * @param from first day of the files that it is for, null for any
 * @param to last day
 * @param event {@value #ANY} for every class; so fault and consequence
 */
record LibraryLine(
    String line,
    String edition,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String event,
    String fault,
    String consequence,
    int level,
    String measure,
    String article) {
  static final String ANY = "*";
  static final String COLUMNS =
      "line,edition,from,to,event,fault,consequence,level,measure,article";
  private static final String NONE = "-";

  /** With their lines in the file, for who has more to say against them. */
  static Map<LibraryLine, DataFile.Line> load(@Nullable Path own) {
    return of(DataFile.load(own, LibraryLine.class, "/accountability/library.csv", COLUMNS));
  }

  static Map<LibraryLine, DataFile.Line> of(DataFile file) {
    Map<LibraryLine, DataFile.Line> lines = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      LibraryLine read =
          new LibraryLine(
              line.field(0),
              line.field(1),
              day(line, 2),
              day(line, 3),
              anyOrWord(line, 4),
              anyOrWord(line, 5),
              anyOrWord(line, 6),
              line.number(7, Levels.GRAVEST, Levels.LIGHTEST),
              line.word(8),
              line.field(9));
      if (read.from != null && read.to != null && read.to.isBefore(read.from)) {
        throw line.wrong("ends before it begins");
      }
      lines.put(read, line);
    }
    return lines;
  }

  private static @Nullable LocalDate day(DataFile.Line line, int column) {
    String day = line.field(column);
    try {
      return day.equals(NONE) ? null : LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw line.wrong("'" + day + "' is no day as 2026-11-30");
    }
  }

  private static String anyOrWord(DataFile.Line line, int column) {
    return line.field(column).equals(ANY) ? ANY : line.word(column);
  }

  boolean isFor(String ofEvent, String ofFault, String ofConsequence) {
    return (event.equals(ANY) || event.equals(ofEvent))
        && (fault.equals(ANY) || fault.equals(ofFault))
        && (consequence.equals(ANY) || consequence.equals(ofConsequence));
  }

  boolean isValid(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** How much it leaves open: the line that leaves least open counts. */
  int open() {
    return (event.equals(ANY) ? 1 : 0)
        + (fault.equals(ANY) ? 1 : 0)
        + (consequence.equals(ANY) ? 1 : 0);
  }
}
