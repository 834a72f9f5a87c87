import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.PlanChecker;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The dispatcher: has the day planned, takes what is proposed, finds others for whom a crew will be
 * late, or another time with the customer, publishes, and lets all that is published be checked.
 */
final class Plans {
  private static final double NOTICE = 60;
  private static final Set<String> MOVABLE = Set.of("open", "booked", "dispatched", "accepted");

  private final Setting setting;
  private final Times times;
  private final Promises promises;
  private final PlanChecker checker;
  private final Map<String, JsonNode> published = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> said = new TreeMap<>();

  Plans(Setting setting, Times times, Promises promises, PlanChecker checker) {
    this.setting = setting;
    this.times = times;
    this.promises = promises;
    this.checker = checker;
  }

  /** How often what was done. */
  Map<String, Integer> said() {
    return said;
  }

  private void count(String what) {
    said.merge(what, 1, Integer::sum);
  }

  /** What an independent checker says of all that was published. */
  List<String> faults() {
    return faults;
  }

  private Map<String, Object> on(String station) {
    Map<String, Object> which = new HashMap<>();
    which.put("station", station);
    which.put("day", times.day().toString());
    return which;
  }

  void plan(String station) throws IOException, InterruptedException {
    propose(station);
    repair(station);
    publish(station);
  }

  private void propose(String station) throws IOException, InterruptedException {
    Api.Answer board = board(station);
    JsonNode moves =
        setting.dispatcher().post("/api/v1/plans/propose", on(station)).path("moves");
    count("proposals");
    if (!moves.isEmpty()) {
      Map<String, Object> all = on(station);
      all.put("moves", moves);
      did("apply", board, all);
    }
  }

  private boolean did(String what, Api.Answer board, Map<String, Object> how)
      throws IOException, InterruptedException {
    Api.Answer answer =
        setting
            .dispatcher()
            .with("If-Match", board.etag())
            .call("POST", "/api/v1/plans/" + what, how);
    count(what + (answer.isGood() ? "" : " refused"));
    if (!answer.isGood() && said.get(what + " refused") <= 3) {
      System.out.println("  " + Math.round(times.now()) + " " + what + ": " + answer);
    }
    return answer.isGood();
  }

  /** Whoever will be late is served by others as promised, or is asked for another time. */
  private void repair(String station) throws IOException, InterruptedException {
    for (JsonNode tour : board(station).body().path("crews")) {
      for (JsonNode stop : tour.path("stops")) {
        if (isLate(stop) && MOVABLE.contains(stop.path("state").asText())) {
          String no = stop.path("requestNo").asText();
          if (!place(station, stop.path("workOrder").asText())
              && promises.isOpen(no)
              && isToBeTold(stop)) {
            anotherTime(no);
          }
        }
      }
    }
  }

  /**
   * Shortly before his time begins he hears of it; earlier others may still be found, later the crew
   * may catch up.
   */
  private boolean isToBeTold(JsonNode stop) {
    double left =
        times.minute(OffsetDateTime.parse(stop.path("from").asText()).toInstant()) - times.now();
    return left > 0 && left <= NOTICE;
  }

  private static boolean isLate(JsonNode stop) {
    for (JsonNode problem : stop.path("problems")) {
      if (problem.path("code").asText().equals("window")) {
        return true;
      }
    }
    return false;
  }

  private void anotherTime(String requestNo) throws IOException, InterruptedException {
    double now = times.now();
    Map<String, Object> wish =
        Map.of(
            "requestNo", requestNo,
            "mode", "slot",
            "from", times.text(now),
            "to", times.text(CityDay.SHIFT_TO + 2 * 24 * 60));
    Api.Answer offers = setting.agent().call("POST", "/api/v1/appointments/offers", wish);
    JsonNode first = offers.body().path("offers").path(0);
    if (first.isMissingNode()) {
      count("no other time");
      return;
    }
    Api.Answer taken =
        setting
            .agent()
            .call("POST", "/api/v1/appointments", Map.of("offer", first.path("id").asText()));
    count(taken.isGood() ? "another time" : "another time refused");
    if (taken.isGood()) {
      promises.moved(requestNo, now);
    }
  }

  /** Crews and customers are told what is planned now; what cannot be told is planned anew first. */
  void publish(String station) throws IOException, InterruptedException {
    if (!did("publish", board(station), on(station))) {
      propose(station);
      if (!did("publish", board(station), on(station))) {
        return;
      }
    }
    JsonNode now = board(station).body();
    for (PlanChecker.Fault fault : checker.faults(now)) {
      if (isSaid(now, fault)) {
        count("late, and the board says so");
      } else {
        note(station, fault);
      }
    }
    JsonNode before = published.put(station, now);
    if (before != null) {
      PlanChecker.moved(before, now).forEach(fault -> note(station, fault));
    }
    String path = "/api/v1/capacity?station=" + station + "&day=" + times.day();
    checker.sums(now, setting.dispatcher().get(path)).forEach(fault -> note(station, fault));
  }

  /** What was told before and takes longer than thought is late; the board must say it. */
  private static boolean isSaid(JsonNode board, PlanChecker.Fault fault) {
    boolean window = fault.rule() == PlanChecker.Rule.WINDOW;
    for (JsonNode tour : board.path("crews")) {
      for (JsonNode stop : tour.path("stops")) {
        if (window && stop.path("workOrder").asText().equals(fault.order())) {
          return isLate(stop);
        }
      }
    }
    boolean overtime = false;
    for (JsonNode problem : board.path("problems")) {
      overtime |= problem.path("code").asText().equals("overtime");
    }
    return fault.rule() == PlanChecker.Rule.SHIFT && overtime;
  }

  private void note(String station, PlanChecker.Fault fault) {
    faults.add(Math.round(times.now()) + " " + station + " " + fault);
  }

  /** Puts an order where the API says that it is best; false when there is no place. */
  boolean place(String station, String workOrder) throws IOException, InterruptedException {
    JsonNode best =
        setting
            .dispatcher()
            .get("/api/v1/plans/places?workOrder=" + workOrder + "&day=" + times.day())
            .path("places")
            .path(0);
    if (best.isMissingNode()) {
      return false;
    }
    Map<String, Object> move = on(station);
    move.put("workOrder", workOrder);
    move.put("crew", best.path("crew").asText());
    move.put("start", best.path("start").asText());
    return did("move", board(station), move);
  }

  private Api.Answer board(String station) throws IOException, InterruptedException {
    String path = "/api/v1/plans?station=" + station + "&day=" + times.day();
    return setting.dispatcher().good("GET", path, null);
  }
}
