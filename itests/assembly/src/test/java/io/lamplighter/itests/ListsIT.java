package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every list that the OpenAPI names has the same manners, and whatever is shown has an ETag. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {
  /** Words of x-rights that are no role of one person. */
  private static final Set<String> OTHERS = Set.of("staff", "partner", "public", "loopback");

  private static final Pattern LINK = Pattern.compile("<(/[^>]+)>; rel=\"next\"");
  private static final String REGION = "330683";

  /** Those in which there is something, whatever runs besides. */
  private static final Set<String> FULL =
      Set.of("/api/v1/requests", "/api/v1/customers", "/api/v1/network/assets", "/api/v1/journal");

  private final Map<String, Client> people = new TreeMap<>();
  private Instance instance;
  private String request;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    // A network of the whole province would be in the way of everybody else's.
    Client integrator =
        Shared.person("lists-integrator", List.of("integrator"), REGION)
            .with("Content-Type", "text/csv");
    integrator
        .postRaw(
            "/api/v1/customers/import",
            "customerNo,name,region\nlists-1,王,330683\nlists-2,李,330683\nlists-3,张,330683\n"
                .getBytes(UTF_8))
        .expect(200);
    integrator
        .postRaw(
            "/api/v1/network/loads?extent=delta",
            "id,kind,parent,region\nlists-s1,substation,,330683\nlists-s2,substation,,330683\nlists-s3,substation,,330683\n"
                .getBytes(UTF_8))
        .expect(200);
    Client web = instance.client().withKey(instance.users().key("web"));
    for (int i = 0; i < 3; i++) {
      request =
          web.post(
                  "/api/v1/submissions",
                  Map.of(
                      "channel", "web", "text", "停电", "address", "列表路" + i + "号", "region", REGION))
              .expect(201)
              .json()
              .get("requestNo")
              .asText();
    }
  }

  private Client by(String role) throws Exception {
    if (!people.containsKey(role)) {
      people.put(role, instance.client().loggedIn(instance.users(), role));
    }
    return people.get(role);
  }

  /** Paths of the GETs with a parameter of that name, or with an answer that refers to a list. */
  private Map<String, JsonNode> lists(boolean paged) {
    JsonNode api = instance.client().get("/api/openapi.json").expect(200).json();
    Map<String, JsonNode> lists = new TreeMap<>();
    for (var path : api.get("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      boolean limited =
          get.path("parameters").findValuesAsText("$ref").contains("#/components/parameters/limit")
              || get.path("parameters").findValuesAsText("name").contains("limit");
      boolean list =
          get.path("responses")
              .path("200")
              .findValuesAsText("$ref")
              .contains("#/components/schemas/List");
      // A page of a map is a FeatureCollection, which says in itself where the next begins.
      boolean json = get.path("responses").path("200").path("content").has("application/json");
      if (json && (limited || list) && limited == paged && !isOfOne(path.getKey(), get)) {
        lists.put(path.getKey(), get);
      }
    }
    return lists;
  }

  /** Whether a list is of one thing, which has to be named in the path or in the query. */
  private static boolean isOfOne(String path, JsonNode get) {
    for (JsonNode parameter : get.path("parameters")) {
      if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        return true;
      }
    }
    return path.contains("{");
  }

  /** Whoever signs in may look at what all of the staff may; else one who is named. */
  private Client mayLook(JsonNode get) throws Exception {
    for (JsonNode word : get.get("x-rights")) {
      if (word.asText().matches("[a-z]+") && !OTHERS.contains(word.asText())) {
        return by(word.asText());
      }
    }
    return by("administrator");
  }

  @Test
  void everyPageLinksToTheNext() throws Exception {
    Map<String, JsonNode> lists = lists(true);
    assertTrue(lists.keySet().containsAll(FULL), lists.keySet().toString());
    for (Map.Entry<String, JsonNode> list : lists.entrySet()) {
      Client client = mayLook(list.getValue());
      String path = list.getKey() + "?limit=1";
      Set<String> seen = new TreeSet<>();
      for (int i = 0; i < 3 && path != null; i++) {
        Client.Answer page = client.get(path).expect(200);
        JsonNode items = page.json().get("items");
        assertTrue(items.size() <= 1, page.toString());
        items.forEach(item -> assertTrue(seen.add(item.toString()), "twice: " + item));
        Matcher link = LINK.matcher(page.header("Link"));
        boolean more = !page.json().get("next").isNull();
        assertEquals(more, link.matches(), page.toString());
        path = more ? link.group(1) : null;
        assertTrue(
            path == null || path.startsWith(list.getKey() + "?") && path.contains("limit=1"));
      }
      assertTrue(!FULL.contains(list.getKey()) || seen.size() == 3, list.getKey() + seen);
    }
    System.out.println("ListsIT: " + lists.keySet());
  }

  @Test
  void limitsAndParametersAreRefusedInTheSameWords() throws Exception {
    Map<String, Set<String>> said = new TreeMap<>();
    for (Map.Entry<String, JsonNode> list : lists(true).entrySet()) {
      Client client = mayLook(list.getValue());
      for (String bad : List.of("limit=0", "limit=501", "limit=x", "limit=1&limit=2", "nope=1")) {
        JsonNode problem = client.get(list.getKey() + "?" + bad).expect(400).json();
        String pointer = "/" + bad.substring(0, bad.indexOf('='));
        assertEquals(pointer, problem.at("/errors/0/pointer").asText(), list.getKey() + problem);
        said.computeIfAbsent(bad, b -> new TreeSet<>())
            .add(problem.at("/errors/0/message").asText());
      }
    }
    said.forEach((bad, words) -> assertEquals(1, words.size(), bad + ": " + words));
  }

  @Test
  void wholeListsSaySo() throws Exception {
    List<String> whole = new ArrayList<>();
    for (Map.Entry<String, JsonNode> list : lists(false).entrySet()) {
      Client.Answer answer = mayLook(list.getValue()).get(list.getKey()).expect(200);
      assertTrue(answer.json().get("items").isArray(), answer.toString());
      assertTrue(answer.json().has("next"), answer.toString());
      assertEquals(answer.json().get("next").isNull(), answer.header("Link").isEmpty());
      whole.add(list.getKey());
    }
    assertTrue(whole.size() >= 4, whole.toString());
  }

  @Test
  void whatIsShownHasAnETagAndIsNotSentTwice() throws Exception {
    Client dispatcher = by("dispatcher");
    String call =
        dispatcher
            .post("/api/v1/calls", Map.of("line", "95598"))
            .expect(201)
            .json()
            .at("/call/callNo")
            .asText();
    for (String path :
        List.of(
            "/api/v1/requests/" + request,
            "/api/v1/customers/lists-1",
            "/api/v1/network/assets/lists-s1",
            "/api/v1/calls/" + call)) {
      Client.Answer shown = dispatcher.get(path).expect(200);
      String tag = shown.header("ETag");
      assertFalse(tag.isEmpty(), path);
      Client.Answer again = dispatcher.with("If-None-Match", tag).get(path).expect(304);
      assertEquals(tag, again.header("ETag"));
      assertEquals("", again.text());
      dispatcher.with("If-None-Match", "\"other\"").get(path).expect(200);
    }
  }

  /** A part that stops is not described any more. */
  @Test
  void whoStopsIsNotDescribed() throws Exception {
    instance.shell("bundle:stop io.lamplighter.planner");
    try {
      Await.until(Duration.ofSeconds(20), () -> "still there", () -> !describesPlans());
    } finally {
      instance.shell("bundle:start io.lamplighter.planner");
    }
    Await.until(Duration.ofSeconds(20), () -> "not back", this::describesPlans);
  }

  private boolean describesPlans() {
    return instance
        .client()
        .get("/api/openapi.json")
        .expect(200)
        .json()
        .get("paths")
        .has("/api/v1/plans/solve");
  }
}
