package io.lamplighter.routes.hotline;

import io.lamplighter.api.House;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a city's hotline speaks (data: mapping.properties). */
final class CityMapping {
  private static final String FILE = "mapping.properties";
  private static final Set<String> STEPS =
      Set.of(
          "signed",
          "returned",
          "scheduled",
          "dispatched",
          "accepted",
          "arrived",
          "extended",
          "finished",
          "visited",
          "closed",
          "cancelled",
          "reopened");
  private static final Set<String> FIELDS =
      Set.of("order", "request", "step", "time", "words", "score", "until", "id");
  private static final Set<String> OTHERS =
      Set.of("time.format", "time.zone", "answer.field", "answer.good");

  private final Properties entries;
  private final DateTimeFormatter times;
  private final Supplier<ZoneId> zone;

  private CityMapping(String file, Properties entries, House house) {
    for (String key : new TreeSet<>(entries.stringPropertyNames())) {
      boolean known =
          OTHERS.contains(key)
              || (key.startsWith("step.") && STEPS.contains(key.substring(5)))
              || (key.startsWith("field.") && FIELDS.contains(key.substring(6)));
      if (!known) {
        throw new IllegalArgumentException(file + ": there is no '" + key + "'");
      }
    }
    this.entries = entries;
    String format = entries.getProperty("time.format", "iso").strip();
    times =
        format.equals("iso")
            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
            : DateTimeFormatter.ofPattern(format, Locale.ROOT);
    String named = text("time.zone");
    if (named == null) {
      zone = house::zone;
    } else {
      ZoneId own = ZoneId.of(named);
      zone = () -> own;
    }
  }

  /**
   * @param file the city's, empty for ours
   * @param house whose zone times are in when the file names none
   * @throws IllegalArgumentException naming the first key that does not exist
   */
  static CityMapping load(String file, House house) throws IOException {
    Properties entries = new Properties();
    try (Reader reader = file.isBlank() ? ours() : Files.newBufferedReader(Path.of(file))) {
      entries.load(reader);
    }
    return new CityMapping(file.isBlank() ? FILE : file, entries, house);
  }

  private static Reader ours() throws IOException {
    InputStream in = CityMapping.class.getResourceAsStream(FILE);
    if (in == null) {
      throw new IOException(FILE + " is missing in the bundle");
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  /** The types of journal entries that the city is told of. */
  Set<String> types() {
    return STEPS.stream()
        .filter(step -> code(step) != null)
        .map(step -> "hotline-order." + step)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The city's code of a step, null when it is not told. */
  @Nullable String code(String step) {
    return text("step." + step);
  }

  /** The city's name of a field, null when it is not sent. */
  @Nullable String field(String name) {
    return text("field." + name);
  }

  String time(Instant time) {
    return times.format(time.atZone(zone.get()));
  }

  @Nullable String answerField() {
    return text("answer.field");
  }

  Set<String> goodAnswers() {
    return Arrays.stream(entries.getProperty("answer.good", "").split(","))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable String text(String key) {
    String value = entries.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
