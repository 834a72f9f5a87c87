package io.lamplighter.planner;

import static java.util.stream.Collectors.toSet;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses a day that makes no sense, naming every field. */
final class DayCheck {
  /** Largest day; memory grows with it linearly. */
  static final int JOBS = 20_000;

  static final int CREWS = 5_000;
  private static final int BREAKS = 8;
  private static final int SKILLS = 1_000;
  private static final int THREADS = 64;

  /** Numbers beyond it cannot be meant, and leave no digits for the rest. */
  private static final double LARGEST = 1e9;

  private static final int MOST_ERRORS = 100;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> skills = new HashSet<>();

  private DayCheck() {}

  /**
   * @throws Refusal.Invalid with the first hundred errors
   */
  static void check(Day day) {
    DayCheck check = new DayCheck();
    check.day(day);
    check.end();
  }

  /**
   * @throws Refusal.Invalid with the first hundred errors, those of the job asked for too
   */
  static void check(Day day, Job asked) {
    DayCheck check = new DayCheck();
    check.day(day);
    check.end();
    Set<String> crews = day.crews().stream().map(Crew::id).collect(toSet());
    check.job("/job", asked, new PlaceCheck(day.travel(), check.errors), crews);
    check.end();
  }

  static void check(Effort effort) {
    DayCheck check = new DayCheck();
    check.that(effort.seconds() >= 0, "/seconds", "must be 0 or more", "不得小于 0");
    check.that(effort.iterations() >= 0, "/iterations", "must be 0 or more", "不得小于 0");
    check.that(
        effort.threads() >= 1 && effort.threads() <= THREADS,
        "/threads",
        "must be 1 to " + THREADS,
        "须为 1 至 " + THREADS);
    check.that(
        effort.seconds() < Double.POSITIVE_INFINITY || effort.iterations() < Long.MAX_VALUE,
        "/seconds",
        "a limit is needed",
        "须有上限");
    check.end();
  }

  private void day(Day day) {
    that(day.jobs().size() <= JOBS, "/jobs", "more than " + JOBS, "超过 " + JOBS + " 个");
    that(day.crews().size() <= CREWS, "/crews", "more than " + CREWS, "超过 " + CREWS + " 个");
    PlaceCheck places = new PlaceCheck(day.travel(), errors);
    if (!errors.isEmpty()) {
      return;
    }
    if (day.objective() instanceof Objective.Weighted weighted) {
      amount("/objective/distance", weighted.distance());
      amount("/objective/lateness", weighted.lateness());
      amount("/objective/overtime", weighted.overtime());
    }
    Set<String> crews = new HashSet<>();
    for (int i = 0; i < day.crews().size(); i++) {
      Crew crew = day.crews().get(i);
      once("/crews/" + i + "/id", crew.id(), crews);
      crew("/crews/" + i, crew, places);
    }
    Set<String> jobs = new HashSet<>();
    for (int i = 0; i < day.jobs().size() && errors.size() < MOST_ERRORS; i++) {
      Job job = day.jobs().get(i);
      once("/jobs/" + i + "/id", job.id(), jobs);
      job("/jobs/" + i, job, places, crews);
    }
    that(
        skills.size() <= SKILLS,
        "/jobs",
        "more than " + SKILLS + " skills",
        "技能超过 " + SKILLS + " 种");
  }

  private void crew(String at, Crew crew, PlaceCheck places) {
    places.check(at + "/start", crew.start());
    if (crew.end() != null) {
      places.check(at + "/end", crew.end());
    }
    window(at + "/shift", crew.shift());
    that(Double.isFinite(crew.shift().from()), at + "/shift/0", "is needed", "为必填");
    amount(at + "/capacity", crew.capacity());
    skills.addAll(crew.skills());
    that(
        crew.breaks().size() <= BREAKS,
        at + "/breaks",
        "more than " + BREAKS,
        "超过 " + BREAKS + " 个");
    for (int i = 0; i < crew.breaks().size(); i++) {
      Break pause = crew.breaks().get(i);
      window(at + "/breaks/" + i + "/window", pause.window());
      amount(at + "/breaks/" + i + "/duration", pause.duration());
    }
  }

  private void job(String at, Job job, PlaceCheck places, Set<String> crews) {
    places.check(at + "/at", job.at());
    window(at + "/window", job.window());
    amount(at + "/service", job.service());
    amount(at + "/demand", job.demand());
    skills.addAll(job.skills());
    that(
        job.priority() >= 0 && job.priority() <= 9, at + "/priority", "must be 0 to 9", "须为 0 至 9");
    if (job.pinned() != null) {
      that(crews.contains(job.pinned().crew()), at + "/pinned/crew", "no such crew", "没有该班组");
      if (job.pinned().start() != null) {
        number(at + "/pinned/start", job.pinned().start());
      }
    }
  }

  private void once(String at, String id, Set<String> seen) {
    that(seen.add(id), at, "is there twice", "重复");
  }

  private void window(String at, Window window) {
    boolean numbers = !Double.isNaN(window.from()) && !Double.isNaN(window.until());
    that(numbers, at, "must be numbers", "须为数字");
    that(!numbers || window.from() <= window.until(), at, "ends before it begins", "结束早于开始");
    that(!tooLarge(window.from()) && !tooLarge(window.until()), at, "is too large", "数值过大");
  }

  private static boolean tooLarge(double value) {
    return Double.isFinite(value) && Math.abs(value) > LARGEST;
  }

  private void amount(String at, double value) {
    number(at, value);
    that(!(value < 0), at, "must not be negative", "不得为负");
  }

  private void number(String at, double value) {
    that(Math.abs(value) <= LARGEST, at, "must be a number of at most 1e9", "须为不超过 1e9 的数字");
  }

  private void that(boolean holds, String pointer, String en, String zh) {
    if (!holds && errors.size() < MOST_ERRORS) {
      errors.add(FieldError.of(pointer, en, zh));
    }
  }

  private void end() {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
