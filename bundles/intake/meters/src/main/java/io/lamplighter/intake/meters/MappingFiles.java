package io.lamplighter.intake.meters;

import com.fasterxml.jackson.core.JsonPointer;
import io.lamplighter.api.House;
import io.lamplighter.api.mqtt.TopicPattern;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A company's mappings of vendors' messages, {@code etc/meters/shapes/<vendor>.properties}. */
final class MappingFiles {
  private static final String CODE = "code.";
  private static final String RECORD = "erc14";
  private static final Set<String> KEYS =
      Set.of("topic", "events", "id", "meter", "code", "at", "record", "time", "zone", "ignore");

  private MappingFiles() {}

  /**
   * All mappings of a company, by the names of their files.
   *
   * @param house in whose zone a clock is when its mapping names none
   * @throws IllegalArgumentException naming file and key of the first mistake
   */
  static List<VendorMapping> load(Path folder, House house) {
    List<VendorMapping> mappings = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return mappings;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".properties")).sorted().toList()) {
        Properties text = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
          text.load(in);
        }
        Map<String, String> values = new HashMap<>();
        text.stringPropertyNames().forEach(key -> values.put(key, text.getProperty(key).strip()));
        mappings.add(new Keys(file.toString(), values).mapping(house));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mappings;
  }

  /** The keys of one file. */
  private record Keys(String file, Map<String, String> values) {
    VendorMapping mapping(House house) {
      Map<String, String> codes = new HashMap<>();
      Set<String> records = new HashSet<>();
      values.forEach(
          (key, value) -> {
            if (key.startsWith(CODE) && value.equals(RECORD)) {
              records.add(key.substring(CODE.length()));
            } else if (key.startsWith(CODE)) {
              codes.put(key.substring(CODE.length()), value);
            } else if (!KEYS.contains(key)) {
              throw wrong(key, "is no key; there are " + KEYS.stream().sorted().toList());
            }
          });
      return new VendorMapping(
          read("topic", null, TopicPattern::of),
          read("events", "", JsonPointer::compile),
          values.containsKey("id") ? field("id", null) : null,
          field("meter", null),
          field("code", null),
          field("at", null),
          field("record", "/value"),
          read("time", "iso", text -> WrittenTime.valueOf(text.toUpperCase(Locale.ROOT))),
          zone(house),
          codes,
          records,
          Arrays.stream(values.getOrDefault("ignore", "").split(","))
              .map(String::strip)
              .collect(Collectors.toSet()));
    }

    private Supplier<ZoneId> zone(House house) {
      if (!values.containsKey("zone")) {
        return house::zone;
      }
      ZoneId own = read("zone", null, ZoneId::of);
      return () -> own;
    }

    private VendorMapping.Field field(String key, @Nullable String otherwise) {
      return read(key, otherwise, VendorMapping.Field::of);
    }

    private <T> T read(String key, @Nullable String otherwise, Function<String, T> as) {
      String text = values.getOrDefault(key, otherwise);
      if (text == null) {
        throw wrong(key, "is missing");
      }
      try {
        return as.apply(text);
      } catch (IllegalArgumentException | DateTimeException e) {
        throw wrong(key, String.valueOf(e.getMessage()));
      }
    }

    private IllegalArgumentException wrong(String key, String why) {
      return new IllegalArgumentException(file + ": " + key + " " + why);
    }
  }
}
