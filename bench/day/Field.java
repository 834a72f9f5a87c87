import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The crews in the field: each does what its phone shows next, and says so on it. */
final class Field {
  /** So often a crew with nothing to do looks at its phone. */
  private static final double LOOK = 5;

  private final Script script;
  private final Times times;
  private final Ways ways;
  private final Map<String, Integer> minutes;
  private final Map<String, CityDay.Order> orders;
  private final Promises promises;
  private final Outcome outcome;
  private final Absence absence;
  private final Map<String, Team> teams = new HashMap<>();
  private final Map<String, Integer> answers = new TreeMap<>();

  /**
   * @param minutes that a kind of work is thought to take
   * @param orders by their request's number; filled as they come
   */
  Field(
      Script script,
      Times times,
      Ways ways,
      Map<String, Integer> minutes,
      Map<String, CityDay.Order> orders,
      Promises promises,
      Outcome outcome,
      Absence absence) {
    this.script = script;
    this.times = times;
    this.ways = ways;
    this.minutes = minutes;
    this.orders = orders;
    this.promises = promises;
    this.outcome = outcome;
    this.absence = absence;
  }

  /** What becomes of it that a crew is not there any more. */
  @FunctionalInterface
  interface Absence {
    void noted(CityDay.Crew crew) throws IOException, InterruptedException;
  }

  private static final class Team {
    private final CityDay.Crew crew;
    private Api phone;
    private CityDay.Place at;
    private boolean rested;
    private boolean ill;
    private int seq;

    Team(CityDay.Crew crew) {
      this.crew = crew;
      at = crew.home();
    }
  }

  /** How often an act was answered how. */
  Map<String, Integer> answers() {
    return answers;
  }

  @FunctionalInterface
  interface Login {
    Api phone() throws IOException, InterruptedException;
  }

  void begin(CityDay.Crew crew, Login login) {
    Team team = new Team(crew);
    teams.put(crew.code(), team);
    script.at(
        CityDay.SHIFT_FROM,
        () -> {
          team.phone = login.phone();
          next(team);
        });
  }

  /** What it is at is finished, then it goes home. */
  void fallsIll(String crew) {
    teams.get(crew).ill = true;
  }

  private void next(Team team) throws IOException, InterruptedException {
    try {
      go(team);
    } catch (IllegalStateException refused) {
      script.at(script.now() + LOOK, () -> next(team));
      throw refused;
    }
  }

  private void go(Team team) throws IOException, InterruptedException {
    double now = script.now();
    if (now > CityDay.SHIFT_TO + 3 * 60) {
      return;
    }
    if (team.ill) {
      absence.noted(team.crew);
      goHome(team);
      return;
    }
    JsonNode tour = team.phone.get("/api/v1/tours/mine?day=" + times.day());
    JsonNode stop = open(tour);
    if (!team.rested && now >= CityDay.REST_FROM && isTimeToRest(tour, stop, now)) {
      rest(team, now);
      return;
    }
    if (stop == null) {
      if (now + LOOK > CityDay.SHIFT_TO) {
        goHome(team);
      } else {
        script.at(now + LOOK, () -> next(team));
      }
      return;
    }
    CityDay.Order order = orders.get(stop.path("requestNo").asText());
    double way = ways.minutes(team.at, order.at());
    double planned = minute(stop, "start");
    double opens = stop.path("from").isTextual() ? minute(stop, "from") : now;
    double leave = Math.max(now, (stop.path("pinned").asBoolean() ? planned : opens) - way);
    double done = leave + way + minutes.get(stop.path("kind").asText());
    if (!team.rested && done > CityDay.REST_FROM && planned >= CityDay.REST_FROM + CityDay.REST - 1) {
      // It drives as far as it comes; the break is behind it when it begins.
      boolean onTheWay = now + way > CityDay.REST_FROM;
      if (!onTheWay) {
        script.at(CityDay.REST_FROM - way + 0.01, () -> next(team));
        return;
      }
      team.rested = true;
      way += CityDay.REST;
    }
    if (leave > now + LOOK) {
      script.at(now + LOOK, () -> next(team));
      return;
    }
    depart(team, stop, order, leave, way);
  }

  /** Unless the phone says that something is to be done first. */
  private boolean isTimeToRest(JsonNode tour, JsonNode stop, double now) {
    return stop == null || minute(tour.path("rest"), "from") <= now + 1;
  }

  private void rest(Team team, double now) {
    team.rested = true;
    script.at(now + CityDay.REST, () -> next(team));
  }

  private static JsonNode open(JsonNode tour) {
    for (JsonNode stop : tour.path("stops")) {
      if (List.of("dispatched", "accepted").contains(stop.path("state").asText())) {
        return stop;
      }
    }
    return null;
  }

  private double minute(JsonNode of, String field) {
    return times.minute(OffsetDateTime.parse(of.path(field).asText()).toInstant());
  }

  private void depart(Team team, JsonNode stop, CityDay.Order order, double leave, double way) {
    script.at(
        leave,
        () -> {
          if (stop.path("state").asText().equals("dispatched")) {
            act(team, stop, "accept");
          }
          if (!act(team, stop, "depart")) {
            script.at(leave + LOOK, () -> next(team));
            return;
          }
          script.at(leave + way, () -> arrive(team, stop, order));
        });
  }

  private void arrive(Team team, JsonNode stop, CityDay.Order order)
      throws IOException, InterruptedException {
    double now = script.now();
    outcome.drove(ways.km(team.at, order.at()));
    team.at = order.at();
    if (!act(team, stop, "arrive")) {
      script.at(now + LOOK, () -> next(team));
      return;
    }
    outcome.began(order, now);
    promises.began(stop.path("requestNo").asText(), now);
    double takes = minutes.get(stop.path("kind").asText()) * order.luck();
    outcome.worked(takes);
    script.at(
        now + takes,
        () -> {
          act(team, stop, "finish");
          next(team);
        });
  }

  private void goHome(Team team) {
    outcome.drove(ways.km(team.at, team.crew.home()));
    outcome.cameHome(script.now() + ways.minutes(team.at, team.crew.home()));
    team.at = team.crew.home();
  }

  /** Says it on the phone; false when it is not taken. */
  private boolean act(Team team, JsonNode stop, String kind)
      throws IOException, InterruptedException {
    ObjectNode act = Api.JSON.createObjectNode();
    act.put("id", UUID.randomUUID().toString());
    act.put("workOrder", stop.path("workOrder").asText());
    act.put("kind", kind);
    String now = times.text(times.now());
    act.put("deviceAt", now).put("sentAt", now);
    act.put("device", team.crew.login(1)).put("seq", ++team.seq);
    ObjectNode body = act.putObject("body");
    if (kind.equals("finish")) {
      body.put("result", "已完成").put("cause", "设备老化");
    }
    Api.Answer answer =
        team.phone.call("POST", "/api/v1/acts", Api.JSON.createArrayNode().add(act));
    JsonNode first = answer.body().isArray() ? answer.body() : answer.body().path("items");
    String outcome = answer.isGood() ? first.path(0).path("outcome").asText() : "" + answer.status();
    if (answers.merge(outcome, 1, Integer::sum) == 1 && !outcome.equals("done")) {
      System.out.println("  an act was answered: " + kind + " " + answer);
    }
    return outcome.equals("done") || outcome.equals("late");
  }
}
