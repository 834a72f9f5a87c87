package io.lamplighter.accountability;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.accountability.AccountabilityFile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A judgement with what the library says of it.
 *
 * @param line null when it was rejected: then nothing follows
 * @param repeats number of the file of which it is the same again
 */
record Judged(
    String finding,
    @Nullable String fault,
    @Nullable String consequence,
    List<String> mitigations,
    @Nullable String line,
    @Nullable String edition,
    @Nullable Integer base,
    @Nullable String repeats,
    int level,
    String measure,
    @Nullable String article) {
  static final String REJECTED = "rejected";

  /**
   * What somebody has judged.
   *
   * @param opened the day on which the file was: of that the library's lines count
   */
  static Judged of(
      Library library, LocalDate opened, FileTables tables, AccountabilityFile file, ActData data)
      throws SQLException {
    if (data.text("finding").equals(REJECTED)) {
      return rejected(library);
    }
    List<FieldError> missing =
        Stream.of("fault", "consequence")
            .filter(name -> !data.has(name))
            .map(name -> FieldError.of("/" + name, "is needed", "必填"))
            .toList();
    if (!missing.isEmpty()) {
      throw new Refusal.Invalid(missing);
    }
    LibraryLine line =
        library
            .line(opened, file.event(), data.text("fault"), data.text("consequence"))
            .orElseThrow(
                () ->
                    new Refusal.Invalid(
                        "/fault", "the library has no line for this case", "责任库没有对应条目"));
    Instant since = file.at().minus(Duration.ofDays(library.repeatDays()));
    return of(
        library,
        line,
        data.text("finding"),
        data.words("mitigations"),
        data.text("fault"),
        data.text("consequence"),
        library.repeatDays() == 0 ? null : tables.before(file, since));
  }

  private static Judged of(
      Library library,
      LibraryLine line,
      String finding,
      List<String> mitigations,
      String fault,
      String consequence,
      @Nullable String repeats) {
    int level = library.level(line, repeats != null, mitigations);
    return new Judged(
        finding,
        fault,
        consequence,
        mitigations,
        line.line(),
        line.edition(),
        line.level(),
        repeats,
        level,
        level == line.level() ? line.measure() : library.measure(level),
        line.article());
  }

  /** There was no fault. */
  static Judged rejected(Library library) {
    return new Judged(
        REJECTED,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        Levels.NOTHING,
        library.measure(Levels.NOTHING),
        null);
  }
}
