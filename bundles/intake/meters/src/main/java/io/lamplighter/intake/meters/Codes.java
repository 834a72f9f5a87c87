package io.lamplighter.intake.meters;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The event codes that are taken in; a company's own table takes the place of the shipped one. */
final class Codes {
  static final String COLUMNS = "code,event,effect";
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

  /**
   * @throws Unreadable {@code unknown-code}
   */
  Code known(String number) throws Unreadable {
    Code code = byNumber.get(number);
    if (code == null) {
      throw new Unreadable("unknown-code");
    }
    return code;
  }

  /**
   * @param own folder of the company's own table, null for none
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Codes load(@Nullable Path own) {
    return new Codes(DataFile.load(own, Codes.class, "/meters/codes.csv", COLUMNS));
  }

  Codes(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      Code code = new Code(line.field(0), line.field(1), effect(line));
      if (!CODE.matcher(code.code()).matches() || !EVENT.matcher(code.event()).matches()) {
        throw line.wrong("needs a code as 3.26.9.185 and an event as power-lost");
      }
      if (byNumber.put(code.code(), code) != null) {
        throw line.wrong("'" + code.code() + "' stands here twice");
      }
    }
  }

  private static Effect effect(DataFile.Line line) {
    return Arrays.stream(Effect.values())
        .filter(one -> one.wire().equals(line.field(2)))
        .findAny()
        .orElseThrow(() -> line.wrong("effect is lost, restored or none"));
  }
}
