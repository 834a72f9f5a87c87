package io.lamplighter.accountability;

import io.lamplighter.accountability.YearPlan.Cheat;
import io.lamplighter.accountability.YearPlan.Kind;
import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.desk.ComplaintOutcome;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.visits.VisitFact;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What desk, clocks, dispatch and visits write of one request, by the plan; and what of it should
 * come to a file. What looks like cheating and is none is as often as said at {@link #often}.
 */
@NullUnmarked
final class YearScript {
  private static final String REGION = "330602";
  private static final String DESK = "/lamplighter/desk";
  private static final int PLACES = 64;

  final List<Entry> entries = new ArrayList<>();

  /** Files that there should be of it: cause, and the request. */
  final List<String> due = new ArrayList<>();

  private final YearPlan plan;
  private final int number;
  private final SplittableRandom random;
  private final Kind kind;
  private final @Nullable Cheat cheat;
  private final String crew;
  private final String holder;
  private String no;
  private String cell;
  private Instant now;
  private String state = "received";
  private long version = 1;

  YearScript(YearPlan plan, int number) {
    this.plan = plan;
    this.number = number;
    random = plan.random(number);
    kind = plan.kind(number);
    random.nextDouble();
    cheat = plan.cheat(number);
    crew = plan.crewOf(number);
    holder = "d" + random.nextInt(Math.max(4, plan.crews / 2));
    no = "R" + number;
    cell = "G" + (number % plan.crews) * 4 + random.nextInt(4);
    Instant middle =
        plan.slot(number).plusMillis((long) (random.nextDouble() * 0.3 * plan.length().toMillis()));
    if (kind.isField()) {
      field(middle);
    } else {
      desk(middle);
    }
  }

  /** What is earlier stands earlier in the journal. */
  static long place(Instant at) {
    return ChronoUnit.MICROS.between(YearPlan.NEW_YEAR.minus(Duration.ofDays(1)), at);
  }

  /** The request that a cursor's place is of. */
  static int number(Cursor place) {
    return (int) ((place.position() - 1) / PLACES);
  }

  /** The number in a request's or work order's name. */
  static int number(String subject) {
    return Integer.parseInt(subject.replaceAll("[^0-9]", ""));
  }

  private boolean often(double share) {
    return random.nextDouble() < share;
  }

  private long between(long least, long most) {
    return least + (long) (random.nextDouble() * (most - least));
  }

  private void pass(long leastSeconds, long mostSeconds) {
    now = now.plusMillis(between(leastSeconds * 1_000, mostSeconds * 1_000));
  }

  private void field(Instant arrives) {
    boolean late = cheat == null && often(0.03);
    now = arrives.minus(Duration.ofMinutes(late ? between(100, 200) : between(35, 85)));
    Instant limit = now.plus(Duration.ofMinutes(90));
    received();
    pass(30, 600);
    moved("triaged", "triaged", holder, holder);
    moved("scheduled", "scheduled", holder, "system:dispatch");
    pass(20, 200);
    moved("dispatched", "dispatched", holder, "system:dispatch");
    pass(20, 200);
    moved("accepted", "accepted", holder, "system:dispatch");
    boolean back = cheat == Cheat.SET_BACK || often(0.0001);
    if (back) {
      pass(60, 300);
      moved("triaged", "triaged", holder, holder);
      plant(Cheat.SET_BACK, no);
      for (String again : List.of("scheduled", "dispatched", "accepted")) {
        pass(5, 60);
        moved(again, again, holder, "system:dispatch");
      }
    }
    if (late) {
      late("fault.on-site", limit, arrives);
    }
    now = arrives;
    work();
    if (often(0.97)) {
      visit();
    }
  }

  private void work() {
    boolean unseen = cheat == Cheat.OFF_SYSTEM || often(0.0001);
    if (!unseen) {
      tell(
          "work-order.arrived",
          new WorkOrderFact.Stepped(order("W" + number, "arrived"), "a", now),
          "W" + number,
          crew);
      boolean twin = cheat == Cheat.IMPOSSIBLE_ARRIVAL || often(0.0001);
      if (twin) {
        twin();
      }
      moved("arrived", "on-site", holder, "system:dispatch");
    }
    pass(1_200, 3_600);
    boolean bare = cheat == Cheat.NO_EVIDENCE || often(kind == Kind.SURVEY ? 0.5 : 0.0001);
    long files = unseen || bare ? 0 : 1 + random.nextInt(3);
    List<WorkOrderFact.Material> used =
        files == 0 || often(0.5) ? List.of() : List.of(new WorkOrderFact.Material("500012", 1));
    tell(
        "work-order.finished",
        new WorkOrderFact.Finished(
            order("W" + number, "finished"), unseen ? null : "b", now, 40L, 80L, used, files),
        "W" + number,
        unseen ? holder : crew);
    plant(Cheat.OFF_SYSTEM, no);
    plant(Cheat.NO_EVIDENCE, no);
    pass(1, 5);
    moved("resolved", "resolved", holder, "system:dispatch");
  }

  /** The same crew is in another cell minutes later. */
  private void twin() {
    Instant before = now;
    String first = cell;
    pass(20, 160);
    cell = first + "x";
    no = "R" + number + "t";
    plant(Cheat.IMPOSSIBLE_ARRIVAL, no);
    tell(
        "work-order.arrived",
        new WorkOrderFact.Stepped(order("W" + number + "t", "arrived"), "c", now),
        "W" + number + "t",
        crew);
    cell = first;
    no = "R" + number;
    now = before.plusSeconds(170);
  }

  private WorkOrderFact.About order(String name, String at) {
    return new WorkOrderFact.About(name, no, kind.work, "S1", cell, crew, at, 3, null);
  }

  private void desk(Instant comes) {
    now = comes;
    received();
    boolean late = cheat == null && often(0.03);
    Instant limit = now.plus(Duration.ofHours(8));
    boolean atOnce = cheat == Cheat.MINUTE || kind != Kind.ENQUIRY && often(0.0001);
    if (atOnce) {
      pass(5, 20);
      moved("triaged", "triaged", holder, holder);
      pass(5, 30);
      plant(Cheat.MINUTE, no);
      resolve();
      return;
    }
    pass(60, 1_500);
    moved("triaged", "triaged", holder, holder);
    if (cheat == Cheat.HELD) {
      plant(Cheat.HELD, no);
      pass(25 * 3_600, 90 * 3_600);
    } else if (often(0.01)) {
      paused(between(26, 70));
    } else if (late) {
      pass(9 * 3_600, 20 * 3_600);
      late("complaint.plan", limit, now);
    } else {
      pass(120, often(0.0002) ? 30 * 3_600 : 7 * 3_600);
    }
    resolve();
  }

  private void resolve() {
    String outcome =
        kind == Kind.COMPLAINT
            ? ComplaintOutcome.values()[often(0.3) ? random.nextInt(2) : 2].wire()
            : null;
    if (outcome != null && !outcome.equals("unjustified")) {
      due.add(Cause.JUSTIFIED + " " + no);
    }
    move(
        "resolved",
        holder,
        new RequestFact.Resolved(about(), step("resolved", holder), null, outcome));
    if (kind == Kind.COMPLAINT) {
      visit();
      if (state.equals("visited")) {
        pass(600, 80_000);
        move("closed", holder, new RequestFact.Closed(about(), step("closed", holder), outcome));
      }
    }
  }

  private void paused(long hours) {
    ClockFact.About about = clock("complaint.plan");
    pass(60, 600);
    tell("clock.paused", new ClockFact.Paused(about, now, "customer"), no, holder);
    now = now.plus(Duration.ofHours(hours));
    tell("clock.resumed", new ClockFact.Resumed(about, now, null), no, holder);
    pass(60, 7_000);
  }

  private ClockFact.About clock(String rule) {
    return new ClockFact.About(rule + "." + no, no, rule, "2026", cell, null, null);
  }

  /** The limit is over before what it waits for. */
  private void late(String rule, Instant limit, Instant until) {
    Instant seen = limit.plusMillis(between(1, 300));
    if (seen.isBefore(until)) {
      due.add(rule + " " + no);
      Instant kept = now;
      now = seen;
      tell(
          "clock.breached",
          new ClockFact.Breached(clock(rule), limit, seen, List.of()),
          no,
          "system:clocks");
      now = kept;
    }
  }

  /** By how many of a hundred are asked, and half of them answer. */
  private void visit() {
    boolean all = kind == Kind.COMPLAINT || kind.request.equals("service");
    boolean planted = cheat == Cheat.ONE_PHONE;
    if (!planted && !often(all ? 0.5 : 0.05)) {
      return;
    }
    pass(3_600, kind.request.equals("service") ? 31 * 86_400 : 86_400);
    boolean called = often(0.5);
    String asker = plan.askerOf(random);
    double likes = called ? plan.likes(asker) : 1;
    likes = kind.isField() ? Math.min(likes, plan.likes(crew)) : Math.min(likes, 0.9);
    boolean forced =
        kind.isField() && plan.fives.contains(crew) || called && plan.fives.contains(asker);
    long score = forced || planted || often(likes) ? 5 : 1 + random.nextInt(4);
    move(
        "visited",
        "system:visits",
        new RequestFact.Visited(
            about(), step("visited", holder), new RequestFact.Visited.Score(score)));
    Integer phone = plan.phones.get(number);
    plant(Cheat.ONE_PHONE, "phone " + phone);
    VisitFact.About about = new VisitFact.About(no + ".7", no, kind.request, cell);
    String by = called ? asker : "system:intake-sms";
    tell(
        "visit.answered",
        new VisitFact.Answered(
            about,
            score,
            List.of(),
            called ? "call" : "sms",
            by,
            true,
            "C" + number,
            phone == null ? phone() : "one-" + phone),
        no,
        "system:visits");
  }

  /** Families and landlords have one phone for some customers now and then. */
  private String phone() {
    return often(0.1) ? "shared-" + number / 35 : "phone-" + number;
  }

  private void plant(Cheat which, String at) {
    if (cheat == which) {
      due.add(which.cause + " " + at);
    }
  }

  private RequestFact.About about() {
    return new RequestFact.About(
        no, kind.request, "web", null, REGION, "C" + number, cell, "T" + number % 997, 5, no, null);
  }

  private RequestFact.Step step(String to, String who) {
    return new RequestFact.Step(++version, state, to, who, null);
  }

  private void received() {
    tell(
        "request.received",
        new RequestFact.Received(about(), 1, "received", "given", true, List.of()),
        no,
        "partner:web");
    ClockFact.About clock = clock(kind.isField() ? "fault.on-site" : "complaint.plan");
    tell("clock.started", new ClockFact.Started(clock, now, null, null, null), no, "system:clocks");
  }

  private void moved(String participle, String to, String who, String actor) {
    RequestFact.Step step = step(to, who);
    RequestFact fact =
        switch (participle) {
          case "triaged" -> new RequestFact.Triaged(about(), step, null);
          case "scheduled" ->
              new RequestFact.Scheduled(
                  about(),
                  step,
                  new RequestFact.Scheduled.Appointment(now, now.plusSeconds(7_200)));
          case "dispatched" ->
              new RequestFact.Dispatched(about(), step, new RequestFact.Dispatched.Work(crew));
          case "accepted" -> new RequestFact.Accepted(about(), step);
          case "arrived" -> new RequestFact.Arrived(about(), step);
          default -> new RequestFact.Resolved(about(), step, null);
        };
    move(participle, actor, fact);
  }

  private void move(String participle, String actor, RequestFact fact) {
    tell("request." + participle, (Record) fact, no, actor);
    state = ((RequestFact.Moved) fact).step().to();
  }

  private void tell(String type, Record fact, String subject, String actor) {
    Fact told = Fact.of(type, fact, subject, REGION, actor);
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    Cursor place = new Cursor(place(at), (long) number * PLACES + entries.size() + 1);
    entries.add(new Entry(place, type, subject, REGION, actor, DESK, at, Map.copyOf(told.data())));
  }
}
