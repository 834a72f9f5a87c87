package io.lamplighter.store;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.text.Utf8;
import java.io.BufferedReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Reads a CSV file as it comes, in chunks of {@value #CHUNK} lines. */
@Component(service = CsvImport.class)
public final class StreamingCsvImport implements CsvImport {
  static final int CHUNK = 500;

  /** What spreadsheets write before the header: {@code sep=,}. */
  private static final List<String> SEPARATOR = List.of("sep=", "");

  @Override
  public Report run(Reader csv, Set<String> required, Set<String> optional, Sink sink) {
    try {
      CsvRecords records = new CsvRecords(new BufferedReader(csv));
      List<String> columns = columns(header(records), required, optional);
      Tally tally = new Tally();
      List<Line> chunk = new ArrayList<>(CHUNK);
      for (CsvRecords.Csv next = records.next(); next != null; next = records.next()) {
        tally.lines++;
        if (next.problem() != null) {
          tally.bad(bad(next.number(), next.problem(), "该行不是有效的 CSV"));
        } else if (trailing(next.fields(), columns.size()).size() != columns.size()) {
          tally.bad(
              bad(
                  next.number(),
                  next.fields().size() + " fields, the header has " + columns.size(),
                  "该行有 " + next.fields().size() + " 个字段，表头有 " + columns.size() + " 个"));
        } else {
          int wrong = notText(next.fields());
          if (wrong >= 0) {
            tally.bad(notUtf8(next, columns.get(wrong), wrong));
          } else {
            chunk.add(line(next, columns));
          }
        }
        if (chunk.size() == CHUNK) {
          tally.add(sink.take(List.copyOf(chunk)));
          chunk.clear();
        }
      }
      if (!chunk.isEmpty()) {
        tally.add(sink.take(List.copyOf(chunk)));
      }
      return tally.report();
    } catch (CharacterCodingException | CharConversionException e) {
      throw new Refusal.Invalid("", "The file is not UTF-8 text", "文件不是 UTF-8 文本");
    } catch (IOException e) {
      throw new UncheckedIOException("The CSV file could not be read", e);
    }
  }

  /** The first line, or the one after it where the first only says what stands between columns. */
  private static CsvRecords.@Nullable Csv header(CsvRecords records) throws IOException {
    CsvRecords.Csv first = records.next();
    return first != null && first.fields().equals(SEPARATOR) ? records.next() : first;
  }

  /** Without the empty ones at its end that are more than {@code least}: tables have such. */
  private static List<String> trailing(List<String> fields, int least) {
    int size = fields.size();
    while (size > least && fields.get(size - 1).isEmpty()) {
      size--;
    }
    return fields.subList(0, size);
  }

  private static List<String> columns(
      CsvRecords.@Nullable Csv header, Set<String> required, Set<String> optional) {
    if (header == null) {
      throw new Refusal.Invalid("", "The file is empty", "文件为空");
    }
    if (header.problem() != null) {
      throw new Refusal.Invalid(
          "", "The first line is not a CSV header: " + header.problem(), "首行不是有效的 CSV 表头");
    }
    if (notText(header.fields()) >= 0) {
      throw new Refusal.Invalid("", "The first line is not UTF-8 text", "首行不是 UTF-8 文本");
    }
    List<String> names = trailing(header.fields(), 1);
    String example = required.stream().sorted().collect(Collectors.joining(","));
    if (names.size() == 1 && names.get(0).matches(".*[;\t].*")) {
      throw new Refusal.Invalid(
          "",
          "Commas must stand between the columns, as in " + example,
          "列之间须以英文逗号分隔，如 " + example);
    }
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        errors.add(FieldError.of("/" + name, "The column is there twice", "列重复"));
      } else if (!required.contains(name) && !optional.contains(name)) {
        errors.add(FieldError.of("/" + name, "Unknown column", "未知的列"));
      }
    }
    required.stream()
        .filter(name -> !seen.contains(name))
        .sorted()
        .forEach(name -> errors.add(FieldError.of("/" + name, "The column is missing", "缺少此列")));
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return names;
  }

  private static Line line(CsvRecords.Csv csv, List<String> columns) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!csv.fields().get(i).isEmpty()) {
        values.put(columns.get(i), csv.fields().get(i));
      }
    }
    return new Line(csv.number(), values);
  }

  /** The first field with bytes that are no UTF-8; -1 when there is none. */
  private static int notText(List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (Utf8.malformedAt(fields.get(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static BadLine notUtf8(CsvRecords.Csv line, String column, int field) {
    int sign = Utf8.malformedAt(line.fields().get(field)) + 1;
    return new BadLine(
        line.number(),
        FieldError.of(
            column, "is not UTF-8 text at character " + sign, "第 " + sign + " 个字符不是 UTF-8 文本"));
  }

  private static BadLine bad(long number, String en, String zh) {
    return new BadLine(number, FieldError.of("", en, zh));
  }

  private static final class Tally {
    private long lines;
    private long added;
    private long changed;
    private long unchanged;
    private long badCount;
    private final List<BadLine> bad = new ArrayList<>();

    void bad(BadLine line) {
      badCount++;
      if (bad.size() < Report.MAX_BAD) {
        bad.add(line);
      }
    }

    void add(Outcome outcome) {
      added += outcome.added();
      changed += outcome.changed();
      unchanged += outcome.unchanged();
      outcome.bad().forEach(this::bad);
    }

    Report report() {
      return new Report(lines, added, changed, unchanged, badCount, List.copyOf(bad));
    }
  }
}
