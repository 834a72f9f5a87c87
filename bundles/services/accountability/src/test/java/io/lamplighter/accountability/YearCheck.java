package io.lamplighter.accountability;

import io.lamplighter.accountability.YearPlan.Cheat;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * Counts apart from the followers: the scripts say what there is, the table of files what was
 * found.
 */
@NullUnmarked
final class YearCheck {
  private static final int SHOWN = 5;

  private final YearPlan plan;
  private final Map<String, Integer> wanted = new HashMap<>();
  private final Map<String, Integer> files = new HashMap<>();
  private final Map<String, String> cheaters = new HashMap<>();

  /**
   * How a kind was found.
   *
   * @param places that files are about
   */
  record OfKind(Cheat cheat, int planted, int found, int files, int places) {
    double recall() {
      return planted == 0 ? 1 : (double) found / planted;
    }

    double precision() {
      return places == 0 ? 0 : (double) found / places;
    }
  }

  YearCheck(YearPlan plan, UnitOfWork work) {
    this.plan = plan;
    for (int i = 0; i < plan.size; i++) {
      YearScript script = new YearScript(plan, i);
      script.due.forEach(one -> wanted.merge(one, 1, Integer::sum));
      for (Entry entry : script.entries) {
        if (entry.type().equals("visit.answered")) {
          cheaters.put("found.fives-crew " + entry.subject(), plan.crewOf(i));
          cheaters.put("found.fives-asker " + entry.subject(), entry.data().get("by").toString());
        }
      }
    }
    plan.fives.forEach(who -> wanted.put("found.fives " + who, 1));
    work.run(
        t ->
            new Sql(t.connection(), "select cause, subject from accountability.file")
                .each(row -> files.merge(place(row.text(), row.text()), 1, Integer::sum)));
  }

  /** What a file is about: the request; of scores the crew, who asks, or the phone. */
  private String place(String cause, String subject) {
    if (cause.startsWith("found.fives")) {
      return "found.fives " + cheaters.get(cause + " " + subject);
    }
    if (cause.equals("found.one-phone")) {
      Integer phone = plan.phones.get(YearScript.number(subject));
      return cause + " " + (phone == null ? subject : "phone " + phone);
    }
    return cause + " " + subject;
  }

  /** Breaches that have not one file, and files that have no breach; some of them. */
  List<String> breaches() {
    Set<String> all = new HashSet<>(wanted.keySet());
    all.addAll(files.keySet());
    return all.stream()
        .filter(one -> !one.startsWith("found."))
        .filter(one -> !wanted.getOrDefault(one, 0).equals(files.getOrDefault(one, 0)))
        .map(one -> one + " wanted " + wanted.get(one) + " is " + files.get(one))
        .limit(SHOWN)
        .toList();
  }

  List<OfKind> kinds() {
    List<OfKind> kinds = new ArrayList<>();
    for (Cheat cheat : Cheat.values()) {
      Set<String> there = of(wanted, cheat);
      Set<String> found = of(files, cheat);
      int all = found.stream().mapToInt(files::get).sum();
      int places = found.size();
      found.retainAll(there);
      kinds.add(new OfKind(cheat, there.size(), found.size(), all, places));
    }
    return kinds;
  }

  private static Set<String> of(Map<String, Integer> some, Cheat cheat) {
    Set<String> found = new HashSet<>(some.keySet());
    found.removeIf(one -> !one.startsWith(cheat.cause + " "));
    return found;
  }

  void print() {
    long late = wanted.keySet().stream().filter(one -> !one.startsWith("found.")).count();
    System.out.printf(
        Locale.ROOT,
        "YearBench %,d limits passed and complaints justified; %,d files of that%n",
        late,
        files.entrySet().stream()
            .filter(one -> !one.getKey().startsWith("found."))
            .mapToInt(Map.Entry::getValue)
            .sum());
    for (OfKind one : kinds()) {
      System.out.printf(
          Locale.ROOT,
          "YearBench %-18s planted %,6d, files %,6d, recall %.3f, precision %.3f%n",
          one.cheat().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          one.planted(),
          one.files(),
          one.recall(),
          one.precision());
    }
  }
}
