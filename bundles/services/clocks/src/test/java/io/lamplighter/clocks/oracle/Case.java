package io.lamplighter.clocks.oracle;

import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.clocks.ShippedEngine;
import io.lamplighter.clocks.ShippedEngine.Stop;
import io.lamplighter.kit.data.DataFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code cases.csv}: a question, and what is expected.
 *
 * @param sent the question as whoever answers over HTTP reads it
 * @param said what is expected, as it is written
 */
record Case(String name, Question question, Question sent, String said, Verdict expected) {
  private static final String COLUMNS =
      "start,amount,unit,zone,calendar,pauses,expected,firm,days,why";

  private static final DateTimeFormatter SMART =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.SMART);

  static List<Case> all() {
    return DataFile.load(null, Case.class, "/oracle/cases.csv", COLUMNS).lines().stream()
        .map(Case::of)
        .toList();
  }

  private static Case of(DataFile.Line line) {
    String name = "line " + line.number() + ": " + String.join(" ", line.fields());
    Question question =
        new Question(
            instant(line.field(0)),
            Integer.parseInt(line.field(1)),
            Unit.valueOf(line.field(2).toUpperCase(Locale.ROOT).replace('-', '_')),
            ZoneId.of(line.field(3)),
            line.field(4),
            pauses(
                line.field(5),
                (from, to) -> new Pause(instant(from), to == null ? null : instant(to))));
    String said = line.field(6);
    String outcome =
        Character.isDigit(said.charAt(0)) ? OffsetDateTime.parse(said).toString() : said;
    return new Case(
        name, question, sent(line), said, new Verdict(outcome, line.field(7), line.field(8)));
  }

  private static Question sent(DataFile.Line line) {
    return ShippedEngine.read(
        line.field(0),
        line.field(1),
        line.field(2),
        line.field(3),
        line.field(4),
        pauses(line.field(5), Stop::new));
  }

  /** Also with 24:00. */
  private static Instant instant(String text) {
    return SMART.parse(text, Instant::from);
  }

  private static <T> List<T> pauses(String text, BiFunction<String, @Nullable String, T> pause) {
    return text.equals("-")
        ? List.of()
        : Stream.of(text.split(" "))
            .map(written -> written.split("/"))
            .map(ends -> pause.apply(ends[0], ends[1].equals("..") ? null : ends[1]))
            .toList();
  }

  /** What the answer comes to; its days only where the row has them. */
  Verdict found(Verdict verdict) {
    return expected.days().equals("-")
        ? new Verdict(verdict.outcome(), verdict.firm(), "-")
        : verdict;
  }
}
