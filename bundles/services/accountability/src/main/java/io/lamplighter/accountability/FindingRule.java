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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is found by itself (data: {@code findings.csv}).
 *
 * @param code as files name it, as {@code found.held}
 * @param measure longer, shorter, rarer or more than that, in the kind's unit; 0 where it has none
 * @param kinds of requests, or of work, for which it is; empty for all
 * @param on whether it is looked for
 */
record FindingRule(String code, Kind kind, int measure, Set<String> kinds, boolean on, Text name) {
  static final String COLUMNS = "code,finds,measure,kinds,on,zh,en";
  private static final String PREFIX = "found.";
  private static final Pattern WORK_KINDS = Pattern.compile("[a-z0-9-]+(\\|[a-z0-9-]+)*");

  /** In what a rule is measured. */
  enum Unit {
    NONE(0),
    /** At most ninety days. */
    MINUTES(60 * 24 * 90),
    /** Of ten: 9 is one in 1,000,000,000. */
    POWERS(50),
    CUSTOMERS(1_000);

    private final int most;

    Unit(int most) {
      this.most = most;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of what the kinds are for which a rule is. */
  private enum Of {
    REQUESTS,
    WORK,
    NOTHING
  }

  /** How it is looked for. */
  enum Kind {
    /** Nothing moved a request for longer than that (压单). */
    HELD(Unit.MINUTES, Of.REQUESTS, false),
    /** Received and over in less than that. */
    MINUTE(Unit.MINUTES, Of.REQUESTS, true),
    /** Set back to an earlier state. */
    SET_BACK(Unit.NONE, Of.REQUESTS, true),
    /** Resolved in the field, and no crew was there (体外循环). */
    OFF_SYSTEM(Unit.NONE, Of.NOTHING, true),
    /** A crew arrived at two places in less than that. */
    IMPOSSIBLE_ARRIVAL(Unit.MINUTES, Of.NOTHING, true),
    /** A crew has finished, with no picture and nothing used. */
    NO_EVIDENCE(Unit.NONE, Of.WORK, true),
    /** Whoever somebody asks scores 5. */
    ASKER_ALWAYS_FIVE(Unit.POWERS, Of.NOTHING, true),
    /** Whoever a crew has worked for scores 5. */
    CREW_ALWAYS_FIVE(Unit.POWERS, Of.NOTHING, false),
    /** Scores for so many customers come from one phone. */
    ONE_PHONE(Unit.CUSTOMERS, Of.NOTHING, false);

    private final Unit unit;
    private final Of of;
    private final boolean done;

    Kind(Unit unit, Of of, boolean done) {
      this.unit = unit;
      this.of = of;
      this.done = done;
    }

    Unit unit() {
      return unit;
    }

    /** Whether the entry that shows it is by who has done it. */
    boolean isDone() {
      return done;
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
      Unit unit = found.unit();
      FindingRule rule =
          new FindingRule(
              code,
              found,
              line.number(2, unit == Unit.NONE ? 0 : 1, unit.most),
              kinds(line, found),
              line.field(4).equals("yes"),
              new Text(line.field(6), line.field(5)));
      if (rules.put(code, rule) != null) {
        throw line.wrong("'" + code + "' stands here twice");
      }
    }
    return rules;
  }

  private static Set<String> kinds(DataFile.Line line, Kind found) {
    if (line.field(3).equals("-")) {
      return Set.of();
    }
    if (found.of == Of.NOTHING) {
      throw line.wrong("kinds are - for " + found.wire() + ", which is not found of a kind");
    }
    if (found.of == Of.WORK) {
      // Which kinds of work there are is another part's data.
      if (!WORK_KINDS.matcher(line.field(3)).matches()) {
        throw line.wrong("'" + line.field(3) + "' is no list of kinds of work");
      }
      return Set.of(line.field(3).split("\\|"));
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
