package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds an address by how addresses are made, where no name is known: 柯岩街道人民路12号3幢. */
final class FreeAddress {
  /** A name of a place with all that it lies in has no more characters. */
  private static final int LONGEST = 24;

  private final List<String> sorts;
  private final Pattern before;
  private final Regions regions;
  private final Markers markers;

  FreeAddress(DataFile file, Regions regions, Markers markers) {
    sorts = List.of(words(file, "place").split("\\|"));
    before = Pattern.compile("^.*?(?:" + words(file, "before") + ")(?=\\p{IsHan}{2})");
    this.regions = regions;
    this.markers = markers;
  }

  static FreeAddress load(Regions regions, Markers markers) {
    DataFile file = DataFile.load(null, FreeAddress.class, "places.csv", "is,words");
    return new FreeAddress(file, regions, markers);
  }

  private static String words(DataFile file, String is) {
    return file.lines().stream()
        .filter(line -> line.field(0).equals(is))
        .map(line -> line.field(1))
        .collect(Collectors.joining("|"));
  }

  /**
   * @param text as names are compared
   * @return as it stands there; null when there is none with a number that counts houses or doors
   */
  @Nullable String in(String text) {
    int at = 1;
    while (at < text.length()) {
      if (Numerals.end(text, at) == at) {
        at++;
        continue;
      }
      Numbers numbers = Numbers.in(text, at, markers);
      String name = isHouse(numbers) ? nameBefore(text, at) : "";
      if (!name.isEmpty()) {
        return name + text.substring(at, numbers.end());
      }
      at = Math.max(Numerals.end(text, at), numbers.end());
    }
    return null;
  }

  private static boolean isHouse(Numbers numbers) {
    return numbers.all().stream().anyMatch(one -> one.role() != Markers.Role.ANY);
  }

  /** The name of a place that ends here; empty when none does. */
  private String nameBefore(String text, int end) {
    int begin = end;
    while (begin > 0 && end - begin < LONGEST && Character.isIdeographic(text.charAt(begin - 1))) {
      begin--;
    }
    String run = text.substring(begin, end);
    return sorts.stream().anyMatch(run::endsWith) ? withoutWords(run) : "";
  }

  /** Whoever names a region first begins with it; else what people say before an address goes. */
  private String withoutWords(String name) {
    for (int at = 0; at < name.length(); at++) {
      String region = regions.at(name, at);
      if (region != null && at + region.length() < name.length()) {
        return name.substring(at);
      }
    }
    String left = name;
    for (Matcher words = before.matcher(left); words.find(); words = before.matcher(left)) {
      left = left.substring(words.end());
    }
    return left;
  }
}
