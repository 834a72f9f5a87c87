package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.harness.Users;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Everybody tries everything: each operation of the OpenAPI by the public, every role, a partner of
 * every channel and somebody with a made-up token, against what its {@code x-rights} says. An
 * operation that says nothing fails.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RightsIT {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Map<String, String> AT =
      Map.of("{format}", "json", "{system}", "hotline", "{lookup}", "none");

  /** Who keeps the door busy is told to wait, not whether he may. */
  private static final Set<Integer> LATER = Set.of(429, 503);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One who tries, and the words of {@code x-rights} that mean him. */
  private record Trier(String name, Set<String> words, String header, String secret) {
    boolean isPartner() {
      return words.contains("partner");
    }
  }

  private record Operation(String method, String path, List<String> rights, boolean ends) {
    boolean allows(Trier trier) {
      return rights.stream()
          .map(word -> word.replace("{system}", AT.get("{system}")))
          .anyMatch(trier.words()::contains);
    }

    /** A partner's protocol: he shows his key in the query, or signs. */
    boolean isPartners() {
      return path.startsWith("/open311/") || path.startsWith("/social/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void everyOperationIsOpenToThoseItNamesAndToNobodyElse() throws Exception {
    // With limits of its own: who is told to wait is not told whether he may.
    Map<String, String> limits = Map.of("publicPerSecond", "10000", "publicBurst", "10000");
    Instance instance = Instance.fresh("rights").configured("io.lamplighter.door", limits);
    try (instance) {
      instance.start().awaitHealthy(Instance.FIRST_START);
      everybodyTries(instance);
    }
  }

  private void everybodyTries(Instance instance) throws Exception {
    List<Operation> operations = operations(instance.client().get("/api/openapi.json").json());
    List<Trier> triers = triers(instance);
    Set<String> wrong = new TreeSet<>();
    int tried = 0;
    for (Operation operation : operations) {
      for (Trier trier : triers) {
        int status = attempt(instance, operation, current(instance, operation, trier));
        tried++;
        String judged = judge(operation, trier, status);
        if (!judged.isEmpty()) {
          wrong.add(operation + " by " + trier.name() + ": " + status + ", " + judged);
        }
      }
    }
    System.out.println(
        "RightsIT: " + operations.size() + " operations, " + triers.size() + " callers, " + tried);
    assertTrue(operations.size() > 60 && triers.size() > 15, operations + " " + triers);
    assertEquals(Set.of(), wrong);
  }

  /** What is wrong with this answer; nothing when it is as the rights say. */
  private static String judge(Operation operation, Trier trier, int status) {
    if (trier.words().isEmpty()) {
      return status == 401 ? "" : "a made-up token is 401 everywhere";
    }
    if (!operation.allows(trier)) {
      int wanted = trier.words().contains("public") ? 401 : 403;
      return status == wanted ? "" : "not named, so " + wanted;
    }
    if (operation.path().startsWith("/services/")) {
      return ""; // who sends is said in the envelope, and there is none
    }
    if (status >= 500) {
      return "named, and it broke";
    }
    // A partner's channel may be judged behind the door, and so is a key or signature elsewhere.
    boolean refused = status == 401 || status == 403;
    boolean partner = trier.isPartner() || operation.isPartners();
    return refused && !partner && operation.ends() ? "named, but refused" : "";
  }

  private static List<Operation> operations(JsonNode api) {
    List<Operation> operations = new ArrayList<>();
    api.get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            operations.add(
                                operation(entry.getKey(), path.getKey(), entry.getValue()));
                          }
                        }));
    return operations;
  }

  private static Operation operation(String method, String path, JsonNode said) {
    JsonNode rights = said.path("x-rights");
    assertTrue(rights.isArray() && !rights.isEmpty(), method + " " + path + " states no x-rights");
    List<String> words = new ArrayList<>();
    rights.forEach(word -> words.add(word.asText()));
    // A wrong password is refused like a missing one.
    return new Operation(method, path, words, !path.equals("/api/v1/sessions"));
  }

  private static List<Trier> triers(Instance instance) throws Exception {
    List<Trier> triers = new ArrayList<>();
    triers.add(new Trier("public", Set.of("public", "loopback"), "X-Nobody", "x"));
    triers.add(new Trier("nobody's token", Set.of(), "Authorization", "Bearer made-up"));
    triers.add(new Trier("nobody's key", Set.of(), "X-Api-Key", "lk_made-up"));
    Users users = instance.users();
    for (JsonNode one : users.entries()) {
      if (one.has("user")) {
        String role = one.at("/roles/0").asText();
        triers.add(
            new Trier(
                role, Set.of("staff", "loopback", role), "Authorization", login(instance, one)));
      } else {
        Set<String> words = new TreeSet<>(Set.of("partner", "loopback"));
        one.get("channels").forEach(channel -> words.add("partner:" + channel.asText()));
        String key = one.get("key").asText();
        triers.add(new Trier("partner " + one.get("partner").asText(), words, "X-Api-Key", key));
      }
    }
    return triers;
  }

  private static String login(Instance instance, JsonNode person) {
    JsonNode session =
        instance
            .client()
            .post(
                "/api/v1/sessions",
                Map.of("user", person.get("user"), "password", person.get("password")))
            .expect(201)
            .json();
    return "Bearer " + session.get("token").asText();
  }

  /** Whoever logs out does so with a session that nothing else needs. */
  private static Trier current(Instance instance, Operation operation, Trier trier)
      throws Exception {
    boolean leaves = operation.method().equals("delete") && operation.path().contains("sessions");
    if (!leaves || !trier.words().contains("staff")) {
      return trier;
    }
    for (JsonNode one : instance.users().entries()) {
      if (one.has("user") && one.at("/roles/0").asText().equals(trier.name())) {
        return new Trier(trier.name(), trier.words(), trier.header(), login(instance, one));
      }
    }
    throw new AssertionError(trier);
  }

  /** The status alone: a stream never ends. */
  private int attempt(Instance instance, Operation operation, Trier trier) throws Exception {
    String path = operation.path();
    for (Map.Entry<String, String> at : AT.entrySet()) {
      path = path.replace(at.getKey(), at.getValue());
    }
    path = path.replaceAll("\\{[^}]+}", "none");
    String method = operation.method().toUpperCase(Locale.ROOT);
    boolean sends = !Set.of("GET", "DELETE").contains(method);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.httpPort + path))
            .timeout(Duration.ofSeconds(30))
            .header(trier.header(), trier.secret())
            .header("Content-Type", "application/json")
            .method(
                method,
                sends
                    ? HttpRequest.BodyPublishers.ofString("{}")
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    for (int i = 0; ; i++) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      if (i == 50 || !LATER.contains(answer.statusCode())) {
        return answer.statusCode();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
