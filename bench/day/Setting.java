import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The instance with the city in it: who calls, who plans, and each crew's phone.
 *
 * @param kinds of work, as the API tells them
 */
record Setting(
    Api web,
    Api agent,
    Api dispatcher,
    Api supervisor,
    List<JsonNode> kinds,
    Api strangers,
    Map<String, String> passwords) {
  private static final long PATIENCE_MILLIS = 15_000;
  private static final long GIVEN_MILLIS = 5_000;

  static Setting bring(Api.Wire wire, JsonNode users, CityDay city, Times times)
      throws IOException, InterruptedException {
    Api administrator = person(wire, users, "administrator");
    Api integrator = person(wire, users, "integrator");
    Api csv = integrator.with("Content-Type", "text/csv");
    csv.good("POST", "/api/v1/units", CityDay.units() + BigRegion.units());
    csv.good("POST", "/api/v1/units/rules", CityDay.rules());
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    for (String station : CityDay.stations()) {
      // They are there once every part has read them.
      while (!integrator.call("GET", "/api/v1/units/" + station, null).isGood()
          && System.currentTimeMillis() < until) {
        Thread.sleep(50);
      }
    }
    Map<String, String> passwords = new HashMap<>();
    for (CityDay.Crew crew : city.crews()) {
      for (int member = 1; member <= 2; member++) {
        Map<String, Object> user =
            Map.of(
                "user", crew.login(member), "roles", List.of("crew"), "region", crew.region());
        String password =
            administrator.post("/api/v1/users", user).path("password").asText();
        passwords.put(crew.login(member), password);
      }
      integrator.post("/api/v1/crews", crew(crew));
      csv.with("If-Match", "*")
          .good("PUT", "/api/v1/crews/" + crew.code() + "/roster", roster(times));
    }
    String key = entry(users, "channels", "web").path("key").asText();
    Api supervisor = person(wire, users, "supervisor");
    return new Setting(
        new Api(wire, "X-Api-Key", key),
        person(wire, users, "agent"),
        person(wire, users, "dispatcher"),
        supervisor,
        supervisor.all("/api/v1/work-kinds"),
        new Api(wire),
        passwords);
  }

  /** A crew signs in on its phone. */
  Api phone(CityDay.Crew crew) throws IOException, InterruptedException {
    return strangers.logIn(crew.login(1), passwords.get(crew.login(1)));
  }

  private static JsonNode entry(JsonNode users, String list, String wanted) {
    for (JsonNode one : users) {
      for (JsonNode word : one.path(list)) {
        if (word.asText().equals(wanted)) {
          return one;
        }
      }
    }
    throw new IllegalStateException("nobody of " + wanted);
  }

  private static Api person(Api.Wire wire, JsonNode users, String role)
      throws IOException, InterruptedException {
    JsonNode one = entry(users, "roles", role);
    return new Api(wire).logIn(one.path("user").asText(), one.path("password").asText());
  }

  private static Map<String, Object> crew(CityDay.Crew crew) {
    List<Object> certificates = new ArrayList<>();
    crew.skills().forEach(skill -> certificates.add(Map.of("skill", skill)));
    Map<String, Object> all = new TreeMap<>();
    all.put("code", crew.code());
    all.put("name", crew.name());
    all.put("station", crew.station());
    all.put("region", crew.region());
    all.put("location", Map.of("lon", crew.home().lon(), "lat", crew.home().lat()));
    all.put(
        "members",
        List.of(
            Map.of("login", crew.login(1), "skills", certificates),
            Map.of("login", crew.login(2), "skills", certificates)));
    return all;
  }

  /** That day, and the next one for whom there is no time left. */
  private static String roster(Times times) {
    StringBuilder csv = new StringBuilder("from,to,restFrom,restTo\n");
    for (double day : new double[] {0, 24 * 60}) {
      csv.append(times.text(day + CityDay.SHIFT_FROM)).append(',');
      csv.append(times.text(day + CityDay.SHIFT_TO)).append(',');
      csv.append(times.text(day + CityDay.REST_FROM)).append(',');
      csv.append(times.text(day + CityDay.REST_FROM + CityDay.REST)).append('\n');
    }
    return csv.toString();
  }

  private JsonNode kindOf(String request) {
    for (JsonNode kind : kinds) {
      for (JsonNode one : kind.path("requestKinds")) {
        if (one.asText().equals(request)) {
          return kind;
        }
      }
    }
    throw new IllegalStateException("no work for " + request);
  }

  Map<String, Set<String>> skillsOfRequests() {
    Map<String, Set<String>> all = new HashMap<>();
    for (String request : List.of("service", "fault-repair", "emergency")) {
      Set<String> skills = new HashSet<>();
      kindOf(request).path("skills").forEach(skill -> skills.add(skill.asText()));
      all.put(request, skills);
    }
    return all;
  }

  Map<String, Double> minutesOfRequests() {
    Map<String, Double> all = new HashMap<>();
    for (String request : List.of("service", "fault-repair", "emergency")) {
      all.put(request, kindOf(request).path("tableMinutes").asDouble());
    }
    return all;
  }

  Map<String, Integer> minutesOfWork() {
    Map<String, Integer> all = new HashMap<>();
    kinds.forEach(kind -> all.put(kind.path("code").asText(), kind.path("tableMinutes").asInt()));
    return all;
  }

  /** Takes it in as the customer sends it, and judges it; its number. */
  String submit(CityDay.Order order, String now) throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("channel", "web");
    body.put("channelRef", "bench-" + order.no());
    body.put("kind", order.kind());
    body.put("text", order.kind().equals("service") ? "申请新装电表" : "家里停电了");
    body.put("contact", Map.of("name", "王先生", "phone", String.format("139%08d", order.no())));
    body.put("address", order.address());
    body.put("location", Map.of("lon", order.at().lon(), "lat", order.at().lat()));
    body.put("region", order.region());
    body.put("occurredAt", now);
    String no = web.post("/api/v1/submissions", body).path("requestNo").asText();
    dispatcher
        .with("If-Match", "*")
        .good("POST", "/api/v1/requests/" + no + "/triage", Map.of());
    return no;
  }

  /**
   * Its work order once there is one, an emergency's once a crew has it or nobody was found for a
   * while; null when there is none in time.
   */
  JsonNode workOf(String no, boolean emergency) throws IOException, InterruptedException {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    long given = System.currentTimeMillis() + GIVEN_MILLIS;
    while (System.currentTimeMillis() < until) {
      JsonNode items = dispatcher.get("/api/v1/work-orders?request=" + no).path("items");
      boolean waits = emergency && System.currentTimeMillis() < given;
      if (!items.isEmpty() && (!waits || items.path(0).hasNonNull("crew"))) {
        return items.path(0);
      }
      Thread.sleep(20);
    }
    return null;
  }

  void absent(CityDay.Crew crew, String from, String to) throws IOException, InterruptedException {
    for (int member = 1; member <= 2; member++) {
      Map<String, Object> absence = Map.of("login", crew.login(member), "from", from, "to", to);
      dispatcher.call("POST", "/api/v1/crews/" + crew.code() + "/absences", absence);
    }
  }
}
