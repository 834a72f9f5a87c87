package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.intake.call.CallFiguresResource;
import io.lamplighter.intake.call.CallsResource;
import io.lamplighter.intake.call.SwitchEventsResource;
import io.lamplighter.intake.social.MessagesResource;
import io.lamplighter.intake.web.SubmissionsResource;
import io.lamplighter.intake.web.TrackResource;
import io.lamplighter.network.AssetView;
import io.lamplighter.network.NetworkResource;
import io.lamplighter.planner.PlansResource;
import io.lamplighter.systems.LookupsResource;
import io.lamplighter.systems.RecordsResource;
import io.lamplighter.systems.SystemsResource;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;

/** The hand-kept OpenAPI and the code say the same. */
class ContractTest {
  private static final Map<String, Class<? extends Resource>> RESOURCES =
      Map.ofEntries(
          Map.entry("/api", DocsResource.class),
          Map.entry("/api/v1/sessions", SessionsResource.class),
          Map.entry("/api/v1/requests", RequestsResource.class),
          Map.entry("/api/v1/customers", CustomersResource.class),
          Map.entry("/api/v1/journal", JournalResource.class),
          Map.entry("/api/v1/journal/heads", HeadsResource.class),
          Map.entry("/api/v1/journal/stream", JournalStreamResource.class),
          Map.entry("/api/v1/letters", LettersResource.class),
          Map.entry("/api/v1/users", UsersResource.class),
          Map.entry("/api/v1/partners", PartnersResource.class),
          Map.entry("/api/v1/plans", PlansResource.class),
          Map.entry("/api/v1/calls", CallsResource.class),
          Map.entry("/api/v1/calls/events", SwitchEventsResource.class),
          Map.entry("/api/v1/calls/figures", CallFiguresResource.class),
          Map.entry("/social/v1/messages", MessagesResource.class),
          Map.entry("/api/v1/network", NetworkResource.class),
          Map.entry("/api/v1/lookups", LookupsResource.class),
          Map.entry("/api/v1/records", RecordsResource.class),
          Map.entry("/api/v1/systems", SystemsResource.class),
          Map.entry("/api/v1/submissions", SubmissionsResource.class),
          Map.entry("/api/v1/track", TrackResource.class));

  private final JsonNode api = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(new DocsResource().json());
    } catch (java.io.IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void everyOperationIsDescribedAndEveryDescriptionIsImplemented() {
    Set<String> described = new TreeSet<>();
    api.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (!isOfHealth(method.getValue())) {
                            described.add(method.getKey() + " " + path.getKey());
                          }
                        }));

    assertEquals(implemented(), described);
  }

  @Test
  void everyPathIsAnnouncedAtTheDoor() throws Exception {
    Set<String> announced = new TreeSet<>();
    for (String bundle :
        List.of(
            "console",
            "intake-web",
            "intake-call",
            "intake-social",
            "planner",
            "network",
            "systems")) {
      Properties bnd = new Properties();
      try (Reader file = Files.newBufferedReader(Paths.get("..", bundle, "bnd.bnd"))) {
        bnd.load(file);
      }
      announced.addAll(List.of(bnd.getProperty("Lamplighter-Door").split(",")));
    }

    assertEquals(new TreeSet<>(RESOURCES.keySet()), announced);
  }

  @Test
  void pathParametersAreDescribed() {
    api.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          Set<String> named = new HashSet<>();
                          for (JsonNode parameter : operation.path("parameters")) {
                            JsonNode found = resolve(parameter);
                            if (found.path("in").asText().equals("path")) {
                              named.add("{" + found.path("name").asText() + "}");
                            }
                          }
                          Set<String> inPath =
                              Arrays.stream(path.getKey().split("/"))
                                  .filter(part -> part.startsWith("{"))
                                  .collect(Collectors.toSet());
                          assertEquals(inPath, named, path.getKey());
                        }));
  }

  @Test
  void shapesHaveTheFieldsThatAreWritten() {
    assertShape("Request", RequestView.class);
    assertShape("Customer", CustomerView.class);
    assertShape("CloudEvent", CloudEvent.class);
    assertShape("Letter", LetterView.class);
    assertShape("Asset", AssetView.class);
    assertShape("LoadReport", Network.Report.class);
    assertShape("LookupAnswer", LookupsResource.AnswerView.class);
    assertShape("Record", SystemRecord.class);
    assertShape("Head", HeadsResource.HeadView.class);
    assertShape("ImportReport", CustomersResource.ReportView.class);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = api.findValuesAsText("$ref");
    assertFalse(references.isEmpty());
    references.forEach(
        reference ->
            assertFalse(api.at(reference.substring(1)).isMissingNode(), reference + " is missing"));
  }

  @Test
  void theWordsAreThoseOfTheDomain() {
    assertEquals(wires(io.lamplighter.api.desk.RequestKind.values(), k -> k.wire()), words("Kind"));
    assertEquals(
        wires(io.lamplighter.api.desk.RequestState.values(), s -> s.wire()), words("State"));
    assertEquals(wires(io.lamplighter.api.desk.Move.values(), m -> m.wire()), words("Move"));
    assertEquals(wires(io.lamplighter.api.security.Role.values(), r -> r.wire()), words("Role"));
  }

  private static <E> List<String> wires(E[] all, java.util.function.Function<E, String> wire) {
    return Arrays.stream(all).map(wire).toList();
  }

  private List<String> words(String schema) {
    return StreamSupport.stream(
            api.at("/components/schemas/" + schema + "/enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private void assertShape(String schema, Class<? extends Record> written) {
    Set<String> fields = new TreeSet<>();
    for (RecordComponent component : written.getRecordComponents()) {
      fields.add(component.getName().equals("customerClass") ? "class" : component.getName());
    }
    Set<String> described = new TreeSet<>();
    api.at("/components/schemas/" + schema + "/properties")
        .fieldNames()
        .forEachRemaining(described::add);
    assertEquals(fields, described, schema);
    Set<String> required = new TreeSet<>();
    api.at("/components/schemas/" + schema + "/required")
        .forEach(field -> required.add(field.asText()));
    assertEquals(fields, required, schema + ": nulls are written too");
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : api.at(reference.asText().substring(1));
  }

  /** Answered by the bundle health. */
  private static boolean isOfHealth(JsonNode operation) {
    return operation.path("tags").path(0).asText().equals("operations");
  }

  private static Set<String> implemented() {
    Set<String> operations = new TreeSet<>();
    RESOURCES.forEach(
        (base, type) -> {
          assertNotNull(type.getAnnotation(Path.class), type.getName());
          for (Method method : type.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
              HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
              if (http != null) {
                Path path = method.getAnnotation(Path.class);
                operations.add(
                    http.value().toLowerCase(Locale.ROOT)
                        + " "
                        + base
                        + (path == null ? "" : "/" + path.value()));
              }
            }
          }
        });
    return operations;
  }
}
