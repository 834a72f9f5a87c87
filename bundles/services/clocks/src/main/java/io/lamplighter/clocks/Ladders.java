package io.lamplighter.clocks;

import io.lamplighter.api.organisation.Level;
import io.lamplighter.clocks.Ladder.Step;
import io.lamplighter.clocks.Ladder.When;
import io.lamplighter.clocks.Ladder.Who;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code ladders.csv}. A line either tells somebody or goes on with another ladder. */
final class Ladders {
  static final String COLUMNS = "ladder,when,tell,level";
  private static final String GOES_ON = "go-on";
  private static final String NONE = "-";
  private static final Pattern WHEN =
      Pattern.compile("warned|breached(?:\\+([1-9]\\d{0,3})([mhd]))?");
  private static final Set<Level> BESIDE = Set.of(Level.DEPARTMENT, Level.POST);

  private final Map<String, List<DataFile.Line>> lines = new LinkedHashMap<>();

  private Ladders(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      lines.computeIfAbsent(line.word(0), name -> new ArrayList<>()).add(line);
    }
  }

  /**
   * By their names.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake; a ladder that comes
   *     back to itself is one
   */
  static Map<String, Ladder> load(@Nullable Path own) {
    return of(DataFile.load(own, Ladders.class, "/clocks/ladders.csv", COLUMNS));
  }

  static Map<String, Ladder> of(DataFile file) {
    Ladders read = new Ladders(file);
    Map<String, Ladder> ladders = new LinkedHashMap<>();
    for (String name : read.lines.keySet()) {
      ladders.put(name, new Ladder(name, read.steps(name, new LinkedHashSet<>())));
    }
    return ladders;
  }

  private List<Step> steps(String name, Set<String> from) {
    from.add(name);
    List<Step> steps = new ArrayList<>();
    for (DataFile.Line line : lines.getOrDefault(name, List.of())) {
      if (!line.field(1).equals(GOES_ON)) {
        steps.add(step(line));
        continue;
      }
      String next = line.field(2);
      if (!lines.containsKey(next)) {
        throw line.wrong("goes on with '" + next + "', and there is no such ladder");
      }
      if (from.contains(next)) {
        throw line.wrong("goes round in a circle: " + String.join(" > ", from) + " > " + next);
      }
      steps.addAll(steps(next, new LinkedHashSet<>(from)));
    }
    return steps;
  }

  private static Step step(DataFile.Line line) {
    Matcher when = WHEN.matcher(line.field(1));
    if (!when.matches()) {
      throw line.wrong(
          "when is warned, breached, breached+30m, breached+2h, breached+1d or go-on, not '"
              + line.field(1)
              + "'");
    }
    Who who =
        one(Who.values(), Who::wire, line.field(2))
            .orElseThrow(
                () ->
                    line.wrong(
                        "tell is holder, in-charge or on-duty, not '" + line.field(2) + "'"));
    String level = line.field(3);
    boolean known =
        one(Level.values(), Level::wire, level).filter(one -> !BESIDE.contains(one)).isPresent();
    if (who == Who.HOLDER ? !level.equals(NONE) : !known) {
      throw line.wrong(
          "level is cell, station, county, city or province, and - for the holder, not '"
              + level
              + "'");
    }
    return new Step(
        when.group().startsWith("warned") ? When.WARNED : When.BREACHED, after(when), who, level);
  }

  private static Duration after(Matcher when) {
    if (when.group(1) == null) {
      return Duration.ZERO;
    }
    int amount = Integer.parseInt(when.group(1));
    return switch (when.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static <E> Optional<E> one(E[] all, Function<E, String> wire, String word) {
    return Arrays.stream(all).filter(one -> wire.apply(one).equals(word)).findAny();
  }
}
