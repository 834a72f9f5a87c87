package io.lamplighter.store;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV text (RFC 4180) into records in bounded memory. A record that cannot be read costs one
 * line: reading goes on at the line after it.
 */
final class CsvRecords {
  static final int MAX_RECORD = 32_768;
  private static final int MAX_LINES = 100;

  /**
   * @param number of the line it begins on
   * @param problem why it cannot be read, or null
   */
  record Csv(long number, List<String> fields, @Nullable String problem) {}

  private record Physical(long number, String text, boolean tooLong) {}

  /** What a text is so far: {@code fields} null when a quote is still open. */
  private record Parsed(@Nullable List<String> fields, @Nullable String problem) {}

  private final Reader in;
  private final Deque<Physical> again = new ArrayDeque<>();
  private long number;
  private int pushedBack = -2;

  CsvRecords(Reader in) {
    this.in = in;
  }

  /** The next record that is not an empty line, or null at the end. */
  @Nullable Csv next() throws IOException {
    Physical first = line();
    while (first != null && !first.tooLong() && first.text().isBlank()) {
      first = line();
    }
    return first == null ? null : record(first);
  }

  private Csv record(Physical first) throws IOException {
    if (first.tooLong()) {
      return bad(first, "longer than " + MAX_RECORD + " characters");
    }
    Parsed parsed = parse(first.text());
    Deque<Physical> more = new ArrayDeque<>();
    StringBuilder text = new StringBuilder(first.text());
    while (parsed.fields() == null && parsed.problem() == null) {
      Physical next = more.size() < MAX_LINES ? line() : null;
      if (next != null) {
        more.add(next);
        text.append('\n').append(next.text());
      }
      if (next == null || next.tooLong() || text.length() > MAX_RECORD) {
        parsed = new Parsed(null, "a quote is opened and not closed");
      } else {
        parsed = parse(text);
      }
    }
    if (parsed.fields() != null) {
      return new Csv(first.number(), parsed.fields(), null);
    }
    while (!more.isEmpty()) {
      again.addFirst(more.removeLast());
    }
    return bad(first, parsed.problem());
  }

  private static Csv bad(Physical line, @Nullable String problem) {
    return new Csv(line.number(), List.of(), problem);
  }

  private static Parsed parse(CharSequence text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int i = 0;
    while (true) {
      field.setLength(0);
      if (i < text.length() && text.charAt(i) == '"') {
        i++;
        while (true) {
          if (i >= text.length()) {
            return new Parsed(null, null);
          }
          char c = text.charAt(i++);
          if (c != '"') {
            field.append(c);
          } else if (i < text.length() && text.charAt(i) == '"') {
            field.append('"');
            i++;
          } else {
            break;
          }
        }
        if (i < text.length() && text.charAt(i) != ',') {
          return new Parsed(null, "text after a closing quote");
        }
      } else {
        while (i < text.length() && text.charAt(i) != ',') {
          char c = text.charAt(i++);
          if (c == '"') {
            return new Parsed(null, "a quote inside a field that is not quoted");
          }
          field.append(c);
        }
      }
      if (field.indexOf("\0") >= 0) {
        return new Parsed(null, "a NUL character");
      }
      fields.add(field.toString().strip());
      if (i >= text.length()) {
        return new Parsed(fields, null);
      }
      i++;
    }
  }

  private @Nullable Physical line() throws IOException {
    Physical pending = again.poll();
    if (pending != null) {
      return pending;
    }
    int c = read();
    if (c < 0) {
      return null;
    }
    number++;
    StringBuilder text = new StringBuilder();
    boolean tooLong = false;
    while (c >= 0 && c != '\n' && c != '\r') {
      if (text.length() < MAX_RECORD) {
        text.append((char) c);
      } else {
        tooLong = true;
      }
      c = read();
    }
    if (c == '\r') {
      int after = read();
      if (after != '\n') {
        pushedBack = after;
      }
    }
    if (number == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text.deleteCharAt(0);
    }
    return new Physical(number, text.toString(), tooLong);
  }

  private int read() throws IOException {
    int c = pushedBack;
    if (c == -2) {
      return in.read();
    }
    pushedBack = -2;
    return c;
  }
}
