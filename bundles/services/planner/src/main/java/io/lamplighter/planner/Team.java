package io.lamplighter.planner;

import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Searches with as many threads as asked for, each from a seed of its own; the best one counts. */
final class Team {
  private final Problem problem;
  private final List<Search> searches = new ArrayList<>();

  Team(Problem problem, Effort effort, WorkBudget budget, Watch watch, int[] hopeless) {
    this.problem = problem;
    for (int i = 0; i < effort.threads(); i++) {
      Watch its = i == 0 ? watch : Watch.NONE;
      searches.add(new Search(problem, budget, its, effort.seed() + i, hopeless));
    }
  }

  Tours run() {
    Snapshot best = searches.size() == 1 ? searches.get(0).run() : together();
    Tours tours = new Tours(problem);
    best.restore(tours);
    return tours;
  }

  private Snapshot together() {
    ExecutorService threads = Executors.newFixedThreadPool(searches.size());
    try {
      return searches.stream()
          .map(search -> CompletableFuture.supplyAsync(search::run, threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .reduce(Team::better)
          .orElseThrow();
    } finally {
      threads.shutdown();
    }
  }

  private static Snapshot better(Snapshot one, Snapshot other) {
    return other.beats(one) ? other : one;
  }

  /** Whether every job was tried at least once. */
  boolean complete() {
    return searches.stream().allMatch(Search::complete);
  }

  long iterations() {
    return searches.stream().mapToLong(Search::iterations).sum();
  }
}
