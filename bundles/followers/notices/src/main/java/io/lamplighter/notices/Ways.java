package io.lamplighter.notices;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** On which ways the customers of each channel are answered, their own first (data: ways.csv). */
final class Ways {
  private static final String COLUMNS = "channel,ways";
  private final Map<String, List<String>> ways = new LinkedHashMap<>();

  private Ways(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      String written = line.field(1);
      List<String> named = written.equals("-") ? List.of() : List.of(written.split("\\s+"));
      if (ways.putIfAbsent(line.field(0), named) != null) {
        throw line.wrong(line.field(0) + " is there twice");
      }
    }
  }

  static Ways load(Path own) {
    return new Ways(DataFile.load(own, Ways.class, "/ways.csv", COLUMNS));
  }

  static Ways parse(String name, String text) {
    return new Ways(DataFile.parse(name, text, COLUMNS));
  }

  /** Every way that anybody is answered on. */
  Set<String> all() {
    return ways.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  List<String> of(String channel) {
    List<String> own = ways.get(channel);
    return own != null ? own : ways.getOrDefault("*", List.of());
  }
}
