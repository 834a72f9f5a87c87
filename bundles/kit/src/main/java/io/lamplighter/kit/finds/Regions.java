package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of provinces and cities (GB/T 2260), with and without 省 and 市. */
final class Regions {
  private static final int LONGEST = 12;
  private static final int SHORTEST = 2;

  private final Set<String> names = new HashSet<>();

  private Regions(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      for (String name : line.field(1).split(" ")) {
        names.add(name);
        if (name.length() > SHORTEST && "省市盟州".indexOf(name.charAt(name.length() - 1)) >= 0) {
          names.add(name.substring(0, name.length() - 1));
        }
      }
    }
  }

  static Regions load() {
    return new Regions(DataFile.load(null, Regions.class, "regions.csv", "code,names"));
  }

  /** The longest name that begins here; null when none does. */
  @Nullable String at(String text, int at) {
    for (int end = Math.min(text.length(), at + LONGEST); end - at >= SHORTEST; end--) {
      String name = text.substring(at, end);
      if (names.contains(name)) {
        return name;
      }
    }
    return null;
  }
}
