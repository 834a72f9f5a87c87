package io.lamplighter.planner;

import io.lamplighter.api.Text;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a place for a job down, with its reason in words. */
final class CandidateWriter {
  private final Day day;
  private final Tours tours;
  private final Problem problem;
  private final int job;

  CandidateWriter(Day day, Tours tours, int job) {
    this.day = day;
    this.tours = tours;
    this.problem = tours.problem;
    this.job = job;
  }

  /**
   * @param count so many jobs from {@code first} on make room
   */
  Candidate write(int crew, int after, double cost, int first, int count) {
    double before = tours.distance(crew);
    List<Integer> kept = new ArrayList<>();
    List<String> displaced = new ArrayList<>();
    int position = 0;
    for (int n = tours.next[problem.start(crew)]; n != problem.end(crew); n = tours.next[n]) {
      boolean leaves = n == first || (!displaced.isEmpty() && displaced.size() < count);
      if (leaves) {
        displaced.add(id(n));
      } else {
        kept.add(n);
        position = n == after ? kept.size() : position;
      }
    }
    kept.add(position, job);
    int[] jobs = kept.stream().mapToInt(Integer::intValue).toArray();
    Tours trial = new Tours(problem);
    trial.append(crew, problem.start(crew), jobs, 0, jobs.length);
    Timeline timeline = new Timeline(trial);
    timeline.start(crew);
    int node = problem.start(crew);
    while (node != job) {
      timeline.go(node, trial.next[node]);
      node = trial.next[node];
    }
    double start = timeline.began;
    double extra = trial.distance(crew) - before;
    Text reason = reason(crew, trial, start, extra, displaced);
    return new Candidate(
        day.crews().get(crew).id(), position, start, cost, extra, displaced, reason);
  }

  private Text reason(int crew, Tours trial, double start, double extra, List<String> displaced) {
    int before = trial.previous[job];
    int next = trial.next[job];
    String id = day.crews().get(crew).id();
    String en =
        say(
            "Crew %s %s %s, begins at %.1f, distance %.1f more",
            id,
            before < problem.jobs ? "after " + id(before) : "first",
            next < problem.jobs ? "before " + id(next) : "and last",
            start,
            extra);
    String zh =
        say(
            "班组 %s，%s%s，%.1f 开工，行程增加 %.1f",
            id,
            before < problem.jobs ? id(before) + " 之后" : "首单",
            next < problem.jobs ? "、" + id(next) + " 之前" : "、末单",
            start,
            extra);
    if (displaced.isEmpty()) {
      return new Text(en, zh);
    }
    String them = String.join(", ", displaced);
    return new Text(en + "; lower priority makes room: " + them, zh + "；较低优先级工单让位：" + them);
  }

  private String id(int node) {
    return day.jobs().get(node).id();
  }

  private static String say(String words, Object... about) {
    return String.format(Locale.ROOT, words, about);
  }
}
