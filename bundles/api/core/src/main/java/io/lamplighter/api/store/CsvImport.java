package io.lamplighter.api.store;

import io.lamplighter.api.FieldError;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a CSV file of any size (RFC 4180, UTF-8, first line the column names) in bounded memory and
 * hands it over in chunks. A bad line is reported with its number and reason; the others are kept.
 */
@ProviderType
public interface CsvImport {
  /**
   * @param csv its text, in which half a character stands for bytes that are no UTF-8: its line is
   *     a bad one
   * @param required columns that must be there; a file without one of them is refused as a whole
   * @param optional columns that may be there; any other column refuses the file as a whole
   * @param sink called once a chunk, each call its own transaction of the sink's own
   * @throws io.lamplighter.api.Refusal.Invalid for a file that is not CSV or has wrong columns
   */
  Report run(Reader csv, Set<String> required, Set<String> optional, Sink sink);

  /**
   * One line: its number in the file (the header is line 1) and its trimmed, non-empty values by
   * column.
   */
  record Line(long number, Map<String, String> values) {}

  /** A line that was not taken; {@code error.pointer()} names the column. */
  record BadLine(long number, FieldError error) {}

  /** What became of a chunk. */
  record Outcome(int added, int changed, int unchanged, List<BadLine> bad) {}

  /** Takes one chunk of lines, keeps the good ones durably, and says what became of them. */
  @FunctionalInterface
  interface Sink {
    Outcome take(List<Line> lines);
  }

  /**
   * What became of the file.
   *
   * @param bad the first {@link #MAX_BAD} bad lines
   * @param badCount all of them
   */
  record Report(
      long lines, long added, long changed, long unchanged, long badCount, List<BadLine> bad) {
    public static final int MAX_BAD = 1000;
  }
}
