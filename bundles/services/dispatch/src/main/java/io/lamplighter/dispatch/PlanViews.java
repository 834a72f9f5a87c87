package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.dispatch.WorkView.ProblemView;
import io.lamplighter.kit.text.Count;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What would become of a plan, as it is shown before it is done. */
final class PlanViews {
  private static final int BEST = 3;
  private static final int TENTHS = 10;

  private PlanViews() {}

  /**
   * What a move would do.
   *
   * @param minutes that the crews would be longer on their way
   * @param moved orders that would begin at another time
   */
  record Check(
      boolean possible,
      List<ProblemView> problems,
      @Nullable Instant arrive,
      @Nullable Instant start,
      double km,
      long minutes,
      List<Pushed> moved) {}

  record Pushed(String workOrder, Instant start, boolean promised) {}

  /**
   * A place for an order.
   *
   * @param says all of it, in words
   */
  record PlaceView(
      String crew,
      String name,
      Instant start,
      String says,
      double km,
      long minutes,
      List<ProblemView> problems) {}

  record NoPlace(String crew, String name, String code, String says) {}

  record Places(List<PlaceView> places, List<NoPlace> refused) {}

  record MoveView(String workOrder, @Nullable String crew, @Nullable Instant start) {}

  /**
   * What the planner would do.
   *
   * @param moved promises that would be other ones: none, for the planner keeps them all
   */
  record ProposalView(
      List<MoveView> moves,
      int kept,
      int moved,
      double kmBefore,
      double kmAfter,
      List<String> left,
      List<String> says) {}

  static Check check(Rearrangement after, String order, Locale language) {
    Tour tour = after.tourOf(order);
    Tour.Stop stop = tour == null ? null : tour.stop(order);
    return new Check(
        after.isPossible(),
        after.troubles().stream().map(one -> one.view(language)).toList(),
        stop == null ? null : stop.arrive(),
        stop == null ? null : stop.start(),
        round(after.km()),
        after.minutes(),
        after.pushed().stream()
            .map(one -> new Pushed(one.job().order(), one.start(), one.job().to() != null))
            .toList());
  }

  static double round(double km) {
    return Math.round(km * TENTHS) / (double) TENTHS;
  }

  /** The best three of all tours, each in words; of the others why not. */
  static Places places(StationDay day, Job job, ZoneId zone, Locale language) {
    List<Found> found = new ArrayList<>();
    List<NoPlace> refused = new ArrayList<>();
    for (Tour tour : day.tours()) {
      String crew = tour.shift().crew();
      Tour without = tour.without(job.order());
      Tour.Place room = without.roomFor(job);
      Tour.Answer answer = room == null ? without.with(job) : room;
      if (answer instanceof Tour.Place place) {
        found.add(new Found(without, place, room != null));
      } else if (answer instanceof Tour.No no) {
        refused.add(
            new NoPlace(crew, day.name(crew), no.reason().wire(), no.reason().text().in(language)));
      }
    }
    found.sort(
        Comparator.comparing((Found one) -> !one.roomy())
            .thenComparing(one -> one.place().cost())
            .thenComparing(one -> one.place().stop().start())
            .thenComparing(one -> one.before().shift().crew()));
    return new Places(
        found.stream().limit(BEST).map(one -> place(day, one, zone, language)).toList(), refused);
  }

  /**
   * @param roomy whether it leaves room for what nobody knows yet: such a place is the better one
   */
  private record Found(Tour before, Tour.Place place, boolean roomy) {}

  private static PlaceView place(StationDay day, Found found, ZoneId zone, Locale language) {
    Tour.Place place = found.place();
    String name = day.name(found.before().shift().crew());
    Instant start = place.stop().start();
    String at = LocalTime.ofInstant(start, zone).truncatedTo(ChronoUnit.MINUTES).toString();
    double km = round(place.tour().km() - found.before().km());
    long minutes = place.cost().toMinutes();
    Set<Trouble> troubles =
        Trouble.in(place.tour(), found.before(), Set.of(place.stop().job().order()));
    return new PlaceView(
        found.before().shift().crew(),
        name,
        start,
        new Text(
                name
                    + " at "
                    + at
                    + ", number "
                    + (place.position() + 1)
                    + " of its tour, "
                    + minutes
                    + " min and "
                    + km
                    + " km more on the road",
                name
                    + " "
                    + at
                    + " 开工，为当日第 "
                    + (place.position() + 1)
                    + " 单，多行 "
                    + km
                    + " 公里、"
                    + minutes
                    + " 分钟")
            .in(language),
        km,
        minutes,
        troubles.stream().map(one -> one.view(language)).toList());
  }

  static ProposalView proposal(Proposals.Proposal found, Locale language) {
    List<String> says = new ArrayList<>();
    double saved = round(found.kmBefore() - found.kmAfter());
    says.add(
        (found.moves().isEmpty()
                ? new Text("Nothing better was found", "未找到更优安排")
                : new Text(
                    Count.of(found.moves().size(), "order moves", "orders move")
                        + ", "
                        + saved
                        + " km less, every promise kept",
                    "调整 " + found.moves().size() + " 单，少行 " + saved + " 公里，全部约定不变"))
            .in(language));
    if (!found.left().isEmpty()) {
      says.add(
          new Text(
                  "No place on that day for " + String.join(", ", found.left()),
                  "当日无法安排：" + String.join("、", found.left()))
              .in(language));
    }
    return new ProposalView(
        found.moves().stream()
            .map(one -> new MoveView(one.workOrder(), one.crew(), one.start()))
            .toList(),
        found.kept(),
        0,
        round(found.kmBefore()),
        round(found.kmAfter()),
        found.left(),
        says);
  }
}
