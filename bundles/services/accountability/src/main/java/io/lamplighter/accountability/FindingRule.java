package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is found by itself (data: {@code findings.csv}).
 *
 * @param code as files name it, as {@code found.held}
 * @param minutes the rule's measure: longer, or shorter, than so many
 * @param kinds of requests for which it is; empty for all
 * @param on whether it is looked for
 */
record FindingRule(String code, Kind kind, int minutes, Set<String> kinds, boolean on, Text name) {
  static final String COLUMNS = "code,finds,minutes,kinds,on,zh,en";
  private static final String PREFIX = "found.";
  private static final int LONGEST = 60 * 24 * 90;

  /** How it is looked for. */
  enum Kind {
    /** Nothing moved a request for longer than that (压单). */
    HELD,
    /** Received and over in less than that. */
    MINUTE,
    /** Set back to an earlier state. */
    SET_BACK,
    /** Resolved in the field, and no crew was there (体外循环). */
    OFF_SYSTEM,
    /** A crew arrived at two places in less than that. */
    IMPOSSIBLE_ARRIVAL,
    /** A crew has finished, with no picture and nothing used. */
    NO_EVIDENCE;

    /** Whether it has a measure in minutes. */
    private boolean isMeasured() {
      return this == HELD || this == MINUTE || this == IMPOSSIBLE_ARRIVAL;
    }

    /** Whether it is found of requests, whose kind is known, and not of crews. */
    private boolean isOfRequests() {
      return this == HELD || this == MINUTE || this == SET_BACK;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** By their codes. */
  static Map<String, FindingRule> load(@Nullable Path own) {
    return of(DataFile.load(own, FindingRule.class, "/accountability/findings.csv", COLUMNS));
  }

  static Map<String, FindingRule> of(DataFile file) {
    Map<String, FindingRule> rules = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      String code = line.field(0);
      if (!code.startsWith(PREFIX)) {
        throw line.wrong("a code begins with " + PREFIX + ", not '" + code + "'");
      }
      Optional<Kind> kind =
          Arrays.stream(Kind.values()).filter(one -> one.wire().equals(line.field(1))).findAny();
      if (!line.field(4).matches("yes|no")) {
        throw line.wrong("on is yes or no, not '" + line.field(4) + "'");
      }
      Kind found =
          kind.orElseThrow(() -> line.wrong("'" + line.field(1) + "' is no way to find it"));
      if (!found.isOfRequests() && !line.field(3).equals("-")) {
        throw line.wrong("kinds are - for " + found.wire() + ", which is found of crews");
      }
      FindingRule rule =
          new FindingRule(
              code,
              found,
              line.number(2, found.isMeasured() ? 1 : 0, found.isMeasured() ? LONGEST : 0),
              kinds(line),
              line.field(4).equals("yes"),
              new Text(line.field(6), line.field(5)));
      if (rules.put(code, rule) != null) {
        throw line.wrong("'" + code + "' stands here twice");
      }
    }
    return rules;
  }

  private static Set<String> kinds(DataFile.Line line) {
    if (line.field(3).equals("-")) {
      return Set.of();
    }
    Set<String> known =
        Arrays.stream(RequestKind.values()).map(RequestKind::wire).collect(Collectors.toSet());
    Set<String> kinds = new TreeSet<>(Arrays.asList(line.field(3).split("\\|")));
    for (String kind : kinds) {
      if (!known.contains(kind)) {
        throw line.wrong("there is no kind of request '" + kind + "'");
      }
    }
    return kinds;
  }

  boolean isFor(String kind) {
    return on && (kinds.isEmpty() || kinds.contains(kind));
  }
}
