package io.lamplighter.planner;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Travel;
import java.util.List;

/**
 * A day in flat arrays. Nodes are the jobs 0…jobs-1, then each crew's start, then each crew's end.
 */
final class Problem {
  final int jobs;
  final int crews;
  final int nodes;
  final Roads roads;
  final Goal goal;
  final Kinds kinds;
  final Breaks breaks;

  /** Per node: where it is. */
  final int[] place;

  /** Per node: when it may begin, at the earliest and at the latest. */
  final double[] open;

  final double[] close;

  /** Per node: from when on it is late, and what a unit of time then costs. */
  final double[] due;

  final double[] price;

  /** Per node: how long it takes; 0 at starts and ends. */
  final double[] service;

  /** Ways may be missing, and round about be shorter than straight. */
  final boolean crooked;

  /** Per job. */
  final double[] demand;

  /** Per job: how bad it is to leave it out. */
  final double[] weight;

  /** Per crew. */
  final double[] capacity;

  Problem(Day day) {
    List<Job> work = day.jobs();
    List<Crew> teams = day.crews();
    jobs = work.size();
    crews = teams.size();
    nodes = jobs + 2 * crews;
    goal = Goal.of(day.objective());
    kinds = new Kinds(day);
    breaks = new Breaks(teams);
    Places places = new Places(day);
    place = places.ofNodes();
    roads = places.roads(day.travel());
    crooked = day.travel() instanceof Travel.Matrix;
    open = new double[nodes];
    close = new double[nodes];
    due = new double[nodes];
    price = new double[nodes];
    service = new double[nodes];
    demand = new double[jobs];
    weight = new double[jobs];
    capacity = teams.stream().mapToDouble(Crew::capacity).toArray();
    for (int job = 0; job < jobs; job++) {
      read(job, work.get(job));
    }
    for (int crew = 0; crew < crews; crew++) {
      open[start(crew)] = teams.get(crew).shift().from();
      limit(start(crew), Double.POSITIVE_INFINITY, 0);
      open[end(crew)] = Double.NEGATIVE_INFINITY;
      limit(end(crew), teams.get(crew).shift().until(), goal.overtime());
    }
  }

  private void read(int job, Job from) {
    Pin pin = from.pinned();
    if (pin != null && pin.start() != null) {
      // It begins then, early or late; how late counts as for any other.
      limit(job, from.window().until(), goal.lateness() * (1 + from.priority()));
      open[job] = pin.start();
      close[job] = pin.start();
    } else {
      open[job] = from.window().from();
      limit(job, from.window().until(), goal.lateness() * (1 + from.priority()));
    }
    service[job] = from.service();
    demand[job] = from.demand();
    weight[job] = Math.pow(10, from.priority());
  }

  /** A limit that holds, or with a finite price one that may be missed. */
  private void limit(int node, double until, double priceOfMissing) {
    boolean holds = priceOfMissing == Double.POSITIVE_INFINITY;
    close[node] = holds ? until : Double.POSITIVE_INFINITY;
    due[node] = until;
    price[node] = holds ? 0 : priceOfMissing;
  }

  int start(int crew) {
    return jobs + crew;
  }

  int end(int crew) {
    return jobs + crews + crew;
  }

  /** When the work at {@code node} can be over, arriving at {@code arrival}; infinity: too late. */
  double ready(int node, double arrival) {
    double begin = Math.max(arrival, open[node]);
    return begin <= close[node] + Goal.SLACK ? begin + service[node] : Double.POSITIVE_INFINITY;
  }
}
