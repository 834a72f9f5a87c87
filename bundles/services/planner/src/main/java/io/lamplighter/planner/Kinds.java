package io.lamplighter.planner;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Pin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which crew may do which job. Crews of one kind differ in their names only, jobs of one class ask
 * for the same skills, so the table stays small.
 */
final class Kinds {
  final int count;
  private final int[] kind;
  private final int[][] members;

  /** Per job: the crew it is pinned to, or {@link Tours#NONE}. */
  private final int[] pinned;

  private final int[] jobClass;

  /** Per class: the kinds that have its skills. */
  private final List<BitSet> able = new ArrayList<>();

  Kinds(Day day) {
    Map<String, Integer> ids = new HashMap<>();
    day.crews().forEach(crew -> ids.put(crew.id(), ids.size()));
    pinned = day.jobs().stream().mapToInt(job -> pinnedTo(job, ids)).toArray();
    List<Crew> samples = new ArrayList<>();
    kind = kinds(day.crews(), samples);
    count = samples.size();
    members = members();
    jobClass = classes(day.jobs(), skilled(samples));
  }

  private static int pinnedTo(Job job, Map<String, Integer> ids) {
    Pin pin = job.pinned();
    return pin == null ? Tours.NONE : ids.get(pin.crew());
  }

  /** A crew with a pinned job is a kind of its own. */
  private int[] kinds(List<Crew> crews, List<Crew> samples) {
    Set<Integer> awaited = new HashSet<>();
    IntStream.of(pinned).forEach(awaited::add);
    Map<Crew, Integer> known = new HashMap<>();
    int[] kinds = new int[crews.size()];
    for (int crew = 0; crew < kinds.length; crew++) {
      Crew team = crews.get(crew);
      Crew key = awaited.contains(crew) ? team : anonymous(team);
      kinds[crew] = known.computeIfAbsent(key, added -> add(samples, team));
    }
    return kinds;
  }

  private static int add(List<Crew> samples, Crew team) {
    samples.add(team);
    return samples.size() - 1;
  }

  private static Crew anonymous(Crew c) {
    return new Crew("", c.start(), c.end(), c.shift(), c.capacity(), c.skills(), c.breaks());
  }

  private int[][] members() {
    int[] sizes = new int[count];
    for (int k : kind) {
      sizes[k]++;
    }
    int[][] crews = new int[count][];
    for (int crew = kind.length - 1; crew >= 0; crew--) {
      int k = kind[crew];
      crews[k] = crews[k] == null ? new int[sizes[k]] : crews[k];
      crews[k][--sizes[k]] = crew;
    }
    return crews;
  }

  /** The kinds that have each skill. */
  private static Map<String, BitSet> skilled(List<Crew> samples) {
    Map<String, BitSet> skilled = new HashMap<>();
    for (int k = 0; k < samples.size(); k++) {
      for (String skill : samples.get(k).skills()) {
        skilled.computeIfAbsent(skill, s -> new BitSet()).set(k);
      }
    }
    return skilled;
  }

  private int[] classes(List<Job> jobs, Map<String, BitSet> skilled) {
    Map<Set<String>, Integer> known = new HashMap<>();
    int[] classes = new int[jobs.size()];
    for (int job = 0; job < classes.length; job++) {
      classes[job] = known.computeIfAbsent(jobs.get(job).skills(), s -> addClass(s, skilled));
    }
    return classes;
  }

  private int addClass(Set<String> skills, Map<String, BitSet> skilled) {
    BitSet kinds = new BitSet(count);
    kinds.set(0, count);
    for (String skill : skills) {
      kinds.and(skilled.getOrDefault(skill, new BitSet()));
    }
    able.add(kinds);
    return able.size() - 1;
  }

  int of(int crew) {
    return kind[crew];
  }

  /** The crews of a kind, in their order. */
  int[] members(int kind) {
    return members[kind];
  }

  boolean allowed(int crew, int job) {
    return (pinned[job] == Tours.NONE || pinned[job] == crew)
        && able.get(jobClass[job]).get(kind[crew]);
  }
}
