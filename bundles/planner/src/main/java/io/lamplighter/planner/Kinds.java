package io.lamplighter.planner;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Pin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which crew may do which job. Crews of one kind differ in their names only, jobs of one class may
 * be done by the same crews, so the table stays small.
 */
final class Kinds {
  final int count;
  private final int[] kind;
  private final int[] jobClass;
  private final boolean[][] allowed;
  private final int[][] members;

  Kinds(Day day) {
    Set<String> pinnedTo = new HashSet<>();
    for (Job job : day.jobs()) {
      if (job.pinned() != null) {
        pinnedTo.add(job.pinned().crew());
      }
    }
    List<Crew> samples = new ArrayList<>();
    kind = new int[day.crews().size()];
    Map<Object, Integer> kinds = new HashMap<>();
    for (int crew = 0; crew < kind.length; crew++) {
      Crew team = day.crews().get(crew);
      Object key = pinnedTo.contains(team.id()) ? team : anonymous(team);
      Integer known = kinds.putIfAbsent(key, samples.size());
      kind[crew] = known == null ? samples.size() : known;
      if (known == null) {
        samples.add(team);
      }
    }
    count = samples.size();
    members = new int[count][];
    for (int k = 0; k < count; k++) {
      int wanted = k;
      members[k] = IntStream.range(0, kind.length).filter(c -> kind[c] == wanted).toArray();
    }
    jobClass = new int[day.jobs().size()];
    List<boolean[]> rows = new ArrayList<>();
    Map<Demand, Integer> classes = new HashMap<>();
    for (int job = 0; job < jobClass.length; job++) {
      Demand demand = Demand.of(day.jobs().get(job));
      jobClass[job] = classes.computeIfAbsent(demand, d -> add(rows, samples, d));
    }
    allowed = rows.toArray(boolean[][]::new);
  }

  private static int add(List<boolean[]> rows, List<Crew> samples, Demand demand) {
    boolean[] row = new boolean[samples.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = demand.metBy(samples.get(i));
    }
    rows.add(row);
    return rows.size() - 1;
  }

  private static Crew anonymous(Crew c) {
    return new Crew("", c.start(), c.end(), c.shift(), c.capacity(), c.skills(), c.breaks());
  }

  int of(int crew) {
    return kind[crew];
  }

  /** The crews of a kind. */
  int[] members(int kind) {
    return members[kind];
  }

  boolean allowed(int crew, int job) {
    return allowed[jobClass[job]][kind[crew]];
  }

  /** What a job asks of its crew. */
  private record Demand(Set<String> skills, String pinnedTo) {
    static Demand of(Job job) {
      Pin pin = job.pinned();
      return new Demand(job.skills(), pin == null ? "" : pin.crew());
    }

    boolean metBy(Crew crew) {
      return crew.skills().containsAll(skills)
          && (pinnedTo.isEmpty() || pinnedTo.equals(crew.id()));
    }
  }
}
