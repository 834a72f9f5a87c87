import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day dispatched by a rule of thumb: whenever a crew is free it takes one of the orders that wait
 * at its station and that it can do. Emergencies go first. No times are promised, so no crew ever
 * waits for a customer, which is to the rule's advantage.
 */
final class Thumb {
  /** Which of those that wait is taken. */
  enum Rule {
    /** The one that waits the longest. */
    FIRST_COME,
    /** The nearest one. */
    NEAREST
  }

  private final CityDay day;
  private final Rule rule;
  private final Ways ways;
  private final Map<String, Set<String>> skills;
  private final Map<String, Double> minutes;
  private final boolean endless;
  private final Outcome outcome = new Outcome();
  private final List<CityDay.Order> waiting;

  /**
   * @param skills that a kind of request needs
   * @param minutes that it is thought to take
   * @param orders that are there to be done
   * @param endless whether crews work on until all is done
   */
  Thumb(
      CityDay day,
      Rule rule,
      Ways ways,
      Map<String, Set<String>> skills,
      Map<String, Double> minutes,
      List<CityDay.Order> orders,
      boolean endless) {
    this.day = day;
    this.rule = rule;
    this.ways = ways;
    this.skills = skills;
    this.minutes = minutes;
    this.endless = endless;
    this.waiting = new ArrayList<>(orders);
  }

  /** A crew as it goes through the day. */
  private static final class Team {
    private final CityDay.Crew crew;
    private final double until;
    private double free = CityDay.SHIFT_FROM;
    private CityDay.Place at;
    private boolean rested;
    private boolean home;

    Team(CityDay.Crew crew, double until) {
      this.crew = crew;
      this.until = until;
      at = crew.home();
    }
  }

  Outcome play() {
    List<Team> teams = new ArrayList<>();
    for (CityDay.Crew crew : day.crews()) {
      double ill =
          day.ill().stream()
              .filter(one -> one.crew().equals(crew.code()))
              .mapToDouble(CityDay.Illness::at)
              .findAny()
              .orElse(Double.POSITIVE_INFINITY);
      double end = endless ? Double.POSITIVE_INFINITY : CityDay.SHIFT_TO;
      teams.add(new Team(crew, Math.min(ill, end)));
    }
    Comparator<Team> first =
        Comparator.<Team>comparingDouble(team -> team.free).thenComparing(team -> team.crew.code());
    while (true) {
      Team team = teams.stream().filter(one -> !one.home).min(first).orElse(null);
      if (team == null) {
        return outcome;
      }
      step(team);
    }
  }

  private void step(Team team) {
    if (!team.rested && team.free >= CityDay.REST_FROM) {
      team.rested = true;
      team.free += CityDay.REST;
      return;
    }
    if (team.free >= team.until) {
      goHome(team);
      return;
    }
    List<CityDay.Order> able =
        waiting.stream()
            .filter(order -> order.station().equals(team.crew.station()))
            .filter(order -> team.crew.skills().containsAll(skills.get(order.kind())))
            .filter(order -> endless || isBackInTime(team, order))
            .toList();
    CityDay.Order next =
        able.stream().filter(order -> order.asked() <= team.free).min(order(team)).orElse(null);
    if (next != null) {
      work(team, next);
      return;
    }
    double later = able.stream().mapToDouble(CityDay.Order::asked).min().orElse(team.until);
    if (Double.isInfinite(later)) {
      goHome(team);
      return;
    }
    // Until somebody calls, or it is time for the break.
    boolean rests = !team.rested && later > CityDay.REST_FROM;
    team.free = rests ? Math.max(team.free, CityDay.REST_FROM) : later;
  }

  private Comparator<CityDay.Order> order(Team team) {
    Comparator<CityDay.Order> urgent = Comparator.comparing(order -> !order.isEmergency());
    return rule == Rule.FIRST_COME
        ? urgent.thenComparingDouble(CityDay.Order::asked)
        : urgent.thenComparingDouble(order -> ways.km(team.at, order.at()));
  }

  private boolean isBackInTime(Team team, CityDay.Order order) {
    double begin = Math.max(team.free, order.asked());
    double back =
        begin
            + ways.minutes(team.at, order.at())
            + minutes.get(order.kind())
            + ways.minutes(order.at(), team.crew.home());
    return back + (team.rested || back <= CityDay.REST_FROM ? 0 : CityDay.REST) <= CityDay.SHIFT_TO;
  }

  private void work(Team team, CityDay.Order order) {
    waiting.remove(order);
    double start = team.free + ways.minutes(team.at, order.at());
    outcome.drove(ways.km(team.at, order.at()));
    outcome.began(order, start);
    double takes = minutes.get(order.kind()) * order.luck();
    outcome.worked(takes);
    team.free = start + takes;
    team.at = order.at();
  }

  private void goHome(Team team) {
    outcome.drove(ways.km(team.at, team.crew.home()));
    outcome.cameHome(team.free + ways.minutes(team.at, team.crew.home()));
    team.home = true;
  }
}
