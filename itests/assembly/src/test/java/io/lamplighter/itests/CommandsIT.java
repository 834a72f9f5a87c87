package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every command that the OpenAPI names is done once under its Idempotency-Key, and answered alike
 * when it comes again; also when the node is killed at any moment.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CommandsIT {
  private static final String KEY = "#/components/parameters/idempotencyKey";
  private static final String REGION = "330681";
  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";
  private static final String ROUTES =
      """
      - route:
          id: commands-door
          from:
            uri: door:commands/note
            steps:
              - setBody:
                  constant: noted
      - route:
          id: commands-letters
          from:
            uri: journal:commands-it
            parameters:
              types: request.received
              region: "%s"
              attempts: 1
            steps:
              - throwException:
                  exceptionType: java.lang.IllegalArgumentException
                  message: nobody takes it
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Client> people = new TreeMap<>();
  private final Map<String, Call> calls = new TreeMap<>();
  private Instance instance;
  private Client web;
  private Client administrator;

  /**
   * A call that is right.
   *
   * @param by headers of who makes it
   */
  private record Call(List<String> by, String path, String type, String body) {}

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("commands").start();
    instance.awaitHealthy(Instance.FIRST_START);
    web = instance.client().withKey(instance.users().key("web"));
    for (String role : List.of("agent", "dispatcher", "integrator", "administrator")) {
      people.put(role, instance.client().loggedIn(instance.users(), role));
    }
    administrator = people.get("administrator");
    Files.writeString(
        instance.data.resolve("etc/routes/commands.camel.yaml"), ROUTES.formatted(REGION));
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  private List<String> login(String role) throws Exception {
    JsonNode person = instance.users().person(role);
    return login(person.get("user").asText(), person.get("password").asText());
  }

  private List<String> login(String user, String password) {
    JsonNode session =
        instance
            .client()
            .post("/api/v1/sessions", Map.of("user", user, "password", password))
            .expect(201)
            .json();
    return List.of("Authorization", "Bearer " + session.get("token").asText());
  }

  private String request() {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                UUID.randomUUID().toString(),
                "text",
                "停电",
                "kind",
                "fault-repair",
                "address",
                "天下小区" + UUID.randomUUID() + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private String call() {
    return people
        .get("agent")
        .post("/api/v1/calls", Map.of("phone", "", "line", "95598"))
        .expect(201)
        .json()
        .at("/call/callNo")
        .asText();
  }

  private String letter() throws Exception {
    String no = request();
    List<String> found = new ArrayList<>();
    Await.until(
        Duration.ofSeconds(60),
        () -> "no letter of " + no,
        () -> {
          people.get("integrator").all("/api/v1/letters?reader=commands-it").stream()
              .filter(letter -> letter.at("/entry/subject").asText().equals(no))
              .forEach(letter -> found.add(letter.get("id").asText()));
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private String user() {
    String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    administrator
        .post("/api/v1/users", Map.of("user", name, "roles", List.of("crew"), "region", REGION))
        .expect(201);
    return name;
  }

  private String partner() {
    String name = "p" + UUID.randomUUID().toString().substring(0, 8);
    administrator
        .post(
            "/api/v1/partners",
            Map.of("partner", name, "channels", List.of("web"), "region", REGION))
        .expect(201);
    return name;
  }

  /** One that ran long ago. */
  private String goneReader() throws Exception {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.execute(
          "insert into journal.reader (name, xid, position, types) values ('"
              + name
              + "', '0', 0, '{}')");
    }
    return name;
  }

  private static List<String> anyVersion(List<String> by) {
    List<String> with = new ArrayList<>(by);
    with.addAll(List.of("If-Match", "*"));
    return with;
  }

  /** One right call of each command; a command without one fails the test. */
  private void learn() throws Exception {
    List<String> agent = login("agent");
    List<String> dispatcher = login("dispatcher");
    List<String> integrator = login("integrator");
    List<String> admin = login("administrator");
    JsonNode person = instance.users().person("agent");
    String agentUser = person.get("user").asText();
    Set<String> before = sessions(agent, agentUser);
    login(agentUser, person.get("password").asText());
    Set<String> after = sessions(agent, agentUser);
    after.removeAll(before);
    know("delete /api/v1/sessions/{id}", agent, "/api/v1/sessions/" + after.iterator().next(), "");
    know(
        "post /api/v1/requests/{no}/{move}",
        anyVersion(dispatcher),
        "/api/v1/requests/" + request() + "/triage",
        "{\"priority\":3}");
    know("post /api/v1/calls", agent, "/api/v1/calls", "{\"line\":\"95598\"}");
    know(
        "post /api/v1/calls/{no}/take-down",
        agent,
        "/api/v1/calls/" + call() + "/take-down",
        "{\"text\":\"停电\",\"address\":\"天下小区1幢\",\"region\":\"330681\"}");
    know(
        "post /api/v1/calls/{no}/transfer",
        anyVersion(agent),
        "/api/v1/calls/" + call() + "/transfer",
        "{\"to\":\"vip\"}");
    know(
        "post /api/v1/calls/{no}/close",
        anyVersion(agent),
        "/api/v1/calls/" + call() + "/close",
        "{}");
    know(
        "post /api/v1/calls/events",
        List.of("X-Api-Key", instance.users().key("call")),
        "/api/v1/calls/events",
        "{\"events\":[{\"call\":\"c-1\",\"event\":\"offered\",\"at\":\"2026-11-22T08:00:00+08:00\"}]}");
    know(
        "post /api/v1/customers/import",
        new Call(
            integrator, "/api/v1/customers/import", CSV, "customerNo,name,region\nk-1,王,330681\n"));
    know(
        "post /api/v1/network/loads",
        new Call(
            integrator,
            "/api/v1/network/loads?extent=delta",
            CSV,
            "id,kind,parent,region\nk-s1,substation,,330681\n"));
    know(
        "post /api/v1/systems/{system}/{what}",
        integrator,
        "/api/v1/systems/commands/note",
        "{\"a\":1}");
    know(
        "put /api/v1/letters/{id}",
        anyVersion(integrator),
        "/api/v1/letters/" + letter(),
        "{\"data\":{\"a\":1}}");
    know(
        "post /api/v1/letters/{id}/replay",
        integrator,
        "/api/v1/letters/" + letter() + "/replay",
        "");
    know(
        "post /api/v1/letters/replay",
        integrator,
        "/api/v1/letters/replay",
        "{\"ids\":[\"" + letter() + "\"]}");
    know(
        "post /api/v1/letters/{id}/discard",
        integrator,
        "/api/v1/letters/" + letter() + "/discard",
        "{\"why\":\"a test\"}");
    know(
        "post /api/v1/users",
        admin,
        "/api/v1/users",
        "{\"user\":\"keyed\",\"roles\":[\"crew\"],\"region\":\"330681\"}");
    know(
        "put /api/v1/users/{user}",
        admin,
        "/api/v1/users/" + user(),
        "{\"roles\":[\"agent\"],\"region\":\"330681\"}");
    know("delete /api/v1/users/{user}", admin, "/api/v1/users/" + user(), "");
    know("post /api/v1/users/{user}/password", admin, "/api/v1/users/" + user() + "/password", "");
    know(
        "post /api/v1/partners",
        admin,
        "/api/v1/partners",
        "{\"partner\":\"keyed\",\"channels\":[\"web\"],\"region\":\"330681\"}");
    know("delete /api/v1/readers/{name}", integrator, "/api/v1/readers/" + goneReader(), "");
    know("delete /api/v1/partners/{partner}", admin, "/api/v1/partners/" + partner(), "");
  }

  private Set<String> sessions(List<String> by, String user) {
    Set<String> ids = new TreeSet<>();
    instance
        .client()
        .with(by.get(0), by.get(1))
        .get("/api/v1/sessions?user=" + user)
        .expect(200)
        .json()
        .get("items")
        .forEach(session -> ids.add(session.get("id").asText()));
    return ids;
  }

  private void know(String operation, List<String> by, String path, String body) {
    know(operation, new Call(by, path, body.isEmpty() ? "" : JSON, body));
  }

  private void know(String operation, Call call) {
    calls.put(operation, call);
  }

  private Set<String> commands() {
    Set<String> commands = new TreeSet<>();
    instance
        .client()
        .get("/api/openapi.json")
        .expect(200)
        .json()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          List<String> named =
                              operation.getValue().path("parameters").findValuesAsText("$ref");
                          if (named.contains(KEY)) {
                            commands.add(operation.getKey() + " " + path.getKey());
                          }
                        }));
    return commands;
  }

  private HttpResponse<String> send(String operation, Call call, String key, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.httpPort + path))
            .timeout(Duration.ofSeconds(30))
            .header("Idempotency-Key", key)
            .method(
                operation.substring(0, operation.indexOf(' ')).toUpperCase(java.util.Locale.ROOT),
                call.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(call.body()));
    if (!call.by().isEmpty()) {
      request.headers(call.by().toArray(String[]::new));
    }
    if (!call.type().isEmpty()) {
      request.header("Content-Type", call.type());
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /** What people did and not what they looked at; followers go their own way. */
  private long deeds() {
    return administrator.all("/api/v1/journal?limit=500").stream()
        .filter(entry -> !entry.get("source").asText().endsWith("looks"))
        .filter(entry -> !entry.get("type").asText().startsWith("letter.parked"))
        .count();
  }

  @Test
  void everyCommandIsDoneOnceAndAnsweredAlike() throws Exception {
    learn();
    assertEquals(commands(), calls.keySet(), "a right call of each command");
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Call> one : calls.entrySet()) {
      String operation = one.getKey();
      Call call = one.getValue();
      String key = UUID.randomUUID().toString();
      HttpResponse<String> first = send(operation, call, key, call.path());
      long done = deeds();
      HttpResponse<String> again = send(operation, call, key, call.path());
      long doneAgain = deeds();
      if (first.statusCode() / 100 != 2) {
        wrong.add(operation + " is no right call: " + first.statusCode() + " " + first.body());
      } else if (!said(first).equals(said(again))
          || !again.headers().firstValue("Idempotent-Replayed").orElse("").equals("true")) {
        wrong.add(operation + " is answered otherwise: " + said(first) + "; " + said(again));
      } else if (done != doneAgain) {
        wrong.add(operation + " was done " + (doneAgain - done) + " times more");
      } else {
        String other = call.path() + (call.path().contains("?") ? "&" : "?") + "other=1";
        HttpResponse<String> refused = send(operation, call, key, other);
        if (refused.statusCode() != 409 || !refused.body().contains("idempotency-key.used")) {
          wrong.add(operation + " under a used key: " + refused.statusCode());
        }
      }
    }
    System.out.println("CommandsIT: " + calls.size() + " commands");
    assertTrue(calls.size() >= 20);
    assertEquals(List.of(), wrong);
  }

  private static String said(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers
        .keySet()
        .removeIf(
            name ->
                Set.of("date", "content-length", "idempotent-replayed", "connection")
                    .contains(name.toLowerCase(java.util.Locale.ROOT)));
    return answer.statusCode() + " " + headers + " " + answer.body();
  }

  /**
   * Moves under keys while the node is killed: whoever hears nothing sends the same again. A triage
   * is allowed as often as one likes, so one that is done twice shows in the timeline.
   */
  @Test
  void killedAtAnyMomentEachMoveIsDoneOnce() throws Exception {
    int kills = Integer.getInteger("kills", 3);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(request());
    }
    List<String> by = anyVersion(login("dispatcher"));
    Map<String, Integer> acknowledged = new java.util.concurrent.ConcurrentHashMap<>();
    List<String> odd = new java.util.concurrent.CopyOnWriteArrayList<>();
    CountDownLatch enough = new CountDownLatch(1);
    List<Thread> movers = new ArrayList<>();
    for (String no : numbers) {
      Thread mover = new Thread(() -> move(no, by, acknowledged, odd, enough), "mover-" + no);
      mover.start();
      movers.add(mover);
    }
    for (int i = 0; i < kills; i++) {
      int before = sum(acknowledged);
      Await.until(
          Duration.ofSeconds(60),
          () -> acknowledged + " " + odd,
          () -> sum(acknowledged) > before + 50);
      instance.kill();
      instance.start().awaitHealthy(Instance.FIRST_START);
    }
    int before = sum(acknowledged);
    Await.until(
        Duration.ofSeconds(60),
        () -> acknowledged + " " + odd,
        () -> sum(acknowledged) > before + 20);
    enough.countDown();
    for (Thread mover : movers) {
      mover.join();
    }
    Map<String, Integer> done = new TreeMap<>();
    Client dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    for (String no : numbers) {
      int times = 0;
      for (JsonNode entry : dispatcher.all("/api/v1/journal?types=request.triaged&limit=500")) {
        times += entry.get("subject").asText().equals(no) ? 1 : 0;
      }
      done.put(no, times);
    }
    System.out.println("CommandsIT: " + kills + " kills, moves " + done);
    assertEquals(List.of(), odd);
    assertEquals(new TreeMap<>(acknowledged), done, "each once");
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void move(
      String no,
      List<String> by,
      Map<String, Integer> acknowledged,
      List<String> odd,
      CountDownLatch enough) {
    Call call = new Call(by, "/api/v1/requests/" + no + "/triage", JSON, "{\"priority\":3}");
    for (int i = 0; enough.getCount() > 0; i++) {
      String key = no + "-" + i;
      while (!acknowledged(call, key, odd)) {
        pause();
      }
      acknowledged.merge(no, 1, Integer::sum);
    }
  }

  private boolean acknowledged(Call call, String key, List<String> odd) {
    try {
      HttpResponse<String> answer = send("post move", call, key, call.path());
      if (answer.statusCode() != 200 && answer.statusCode() != 503 && answer.statusCode() != 429) {
        odd.add(answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException nobodyThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
