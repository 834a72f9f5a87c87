package io.lamplighter.intake.meters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The event codes that are taken in; a company's own table takes the place of the shipped one. */
final class Codes {
  static final String FILE = "codes.csv";
  private static final String COLUMNS = "code,event,effect";
  private static final Pattern CODE = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){2,3}");
  private static final Pattern EVENT = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** What an event says about the supply. */
  enum Effect {
    LOST,
    RESTORED,
    NONE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One code: its number (IEC 61968-9) and what we call it. */
  record Code(String code, String event, Effect effect) {}

  private final Map<String, Code> byNumber = new HashMap<>();

  private Codes() {}

  @Nullable Code of(String number) {
    return byNumber.get(number);
  }

  /**
   * @param own folder of the company's own table, null for none
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Codes load(@Nullable Path own) {
    Path file = own == null ? null : own.resolve(FILE);
    try {
      if (file != null && Files.exists(file)) {
        return parse(file.toString(), Files.readString(file));
      }
      try (InputStream shipped = Codes.class.getResourceAsStream("/meters/" + FILE)) {
        if (shipped == null) {
          throw new IllegalStateException("The bundle has no " + FILE);
        }
        return parse(FILE, new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Codes parse(String name, String text) {
    Codes codes = new Codes();
    boolean headed = false;
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = name + " line " + number + ": ";
      if (headed) {
        codes.add(where, Arrays.stream(line.split(",", -1)).map(String::strip).toList());
      } else if (!line.equals(COLUMNS)) {
        throw new IllegalArgumentException(where + "the first line must be " + COLUMNS);
      }
      headed = true;
    }
    return codes;
  }

  private void add(String where, List<String> fields) {
    if (fields.size() != 3
        || !CODE.matcher(fields.get(0)).matches()
        || !EVENT.matcher(fields.get(1)).matches()) {
      throw new IllegalArgumentException(where + "needs " + COLUMNS);
    }
    Effect effect =
        Arrays.stream(Effect.values())
            .filter(one -> one.wire().equals(fields.get(2)))
            .findAny()
            .orElseThrow(
                () -> new IllegalArgumentException(where + "effect is lost, restored or none"));
    if (byNumber.put(fields.get(0), new Code(fields.get(0), fields.get(1), effect)) != null) {
      throw new IllegalArgumentException(where + fields.get(0) + " is there twice");
    }
  }
}
