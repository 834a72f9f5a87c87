package io.lamplighter.planner;

import io.lamplighter.api.Text;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Why a job is left out. */
final class Reasons {
  private static final Text NO_CREW = new Text("There is no crew", "没有可用班组");
  private static final Text FULL =
      new Text(
          "The crews that could do it have no room left for it beside the others", "能承接该工单的班组均已排满");
  private static final Text TOO_SOON =
      new Text("The search ended before a crew was found for it", "搜索提前结束，尚未为其找到班组");
  private static final Text NO_TOUR =
      new Text(
          "No tour was found that is there in its window and back within the shift",
          "未找到能在时间窗内到达并在班次内返回的路线");
  private final Day day;
  private final Tours empty;
  private final Reach reach;
  private final Scan scan;

  /** Per job: why no crew can do it even with nothing else to do; null when one can. */
  private final @Nullable Text[] hopeless;

  /**
   * @param over the search is over before it began: then not every job is judged
   */
  Reasons(Day day, Problem problem, BooleanSupplier over) {
    this.day = day;
    empty = new Tours(problem);
    reach = new Reach(problem);
    scan = new Scan(empty, 0, new Dice(0), () -> false);
    hopeless = new Text[problem.jobs];
    Heed patience = new Heed(empty, over);
    for (int job = 0; job < hopeless.length && !patience.over(); job++) {
      hopeless[job] = judge(job);
    }
  }

  /** The jobs that no crew can do. */
  int[] hopeless() {
    return IntStream.range(0, hopeless.length).filter(job -> hopeless[job] != null).toArray();
  }

  private @Nullable Text judge(int job) {
    Job asked = day.jobs().get(job);
    empty.work += empty.problem.kinds.count;
    if (day.crews().isEmpty()) {
      return NO_CREW;
    }
    if (crews(job).findAny().isEmpty()) {
      return noSkills(asked);
    }
    if (crews(job).noneMatch(c -> asked.demand() <= day.crews().get(c).capacity())) {
      return new Text(
          "Its demand of " + asked.demand() + " is more than a crew carries",
          "其需求量 " + asked.demand() + " 超出班组承载能力");
    }
    long before = reach.work;
    boolean possible = crews(job).anyMatch(crew -> reach.fits(crew, job));
    empty.work += reach.work - before;
    return possible ? null : tooFar(job, asked);
  }

  /**
   * @param tried whether every job was tried at least once
   */
  Text of(int job, boolean tried) {
    Text reason = hopeless[job];
    if (reason != null || !tried) {
      return reason != null ? reason : TOO_SOON;
    }
    return crews(job).anyMatch(crew -> alone(crew, job)) ? FULL : NO_TOUR;
  }

  /** One crew of each kind that may do it. */
  private IntStream crews(int job) {
    Kinds kinds = empty.problem.kinds;
    return IntStream.range(0, kinds.count)
        .map(kind -> kinds.members(kind)[0])
        .filter(crew -> kinds.allowed(crew, job));
  }

  private boolean alone(int crew, int job) {
    Spot spot = new Spot();
    spot.clear();
    scan.scan(crew, job, spot);
    return spot.crew != Tours.NONE;
  }

  private Text tooFar(int job, Job asked) {
    if (crews(job).noneMatch(crew -> reach.isThere(crew, job))) {
      return new Text("There is no way for a crew to it and back", "没有班组可往返的道路");
    }
    if (asked.pinned() != null) {
      return new Text(
          "Crew " + asked.pinned().crew() + " cannot be there at its pinned time within the shift",
          "班组 " + asked.pinned().crew() + " 在班次内无法按固定时间到达");
    }
    return new Text(
        "No crew can be there in its window and back within its shift", "没有班组能在时间窗内到达并在班次内返回");
  }

  private static Text noSkills(Job asked) {
    String skills = asked.skills().stream().sorted().reduce((a, b) -> a + ", " + b).orElse("");
    if (asked.pinned() != null) {
      return new Text(
          "Its crew " + asked.pinned().crew() + " lacks one of the skills " + skills,
          "固定的班组 " + asked.pinned().crew() + " 缺少所需技能：" + skills);
    }
    return new Text("No crew has the skills " + skills, "没有班组具备技能：" + skills);
  }
}
