package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the parts say is put together, and what contradicts is left out. */
class DescriptionTest {
  private static final String CALLS =
      """
      tags: [{name: calls, description: Calls}]
      paths:
        /calls: {get: {summary: All}}
      components: {schemas: {Call: {type: object}, Region: {type: string}}}
      """;

  private final Description description =
      new Description(Dialect.OPENAPI, yaml("info: {title: T}\npaths: {}"));

  private static ObjectNode yaml(String text) {
    try {
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void partsAddUp() {
    assertEquals(List.of(), description.add(yaml(CALLS)));
    assertEquals(
        List.of(),
        description.add(
            yaml(
                """
                paths:
                  /calls: {post: {summary: Open}}
                  /a: {get: {summary: A}}
                components: {schemas: {Region: {type: string}}, headers: {Link: {}}}
                """)));

    JsonNode whole = description.whole();
    assertEquals("T", whole.at("/info/title").asText());
    assertEquals("All", whole.path("paths").path("/calls").at("/get/summary").asText());
    assertEquals("Open", whole.path("paths").path("/calls").at("/post/summary").asText());
    assertEquals("/a", whole.path("paths").fieldNames().next());
    assertEquals(2, whole.at("/components/schemas").size());
    assertEquals("calls", whole.at("/tags/0/name").asText());
  }

  @Test
  void whatTheDoorAnswersForEachPartIsInTheWhole() {
    Description whole = new Description(Dialect.OPENAPI, Fragment.own(Dialect.OPENAPI));
    whole.add(
        yaml(
            """
            paths:
              /calls:
                get: {responses: {'200': {headers: {ETag: {}}}}}
                post: {requestBody: {}, responses: {'201': {}, '429': {description: Own}}}
            """));

    JsonNode calls = whole.whole().path("paths").path("/calls");
    assertEquals(List.of("200", "304", "429"), names(calls.at("/get/responses")));
    assertEquals(List.of("201", "415", "429"), names(calls.at("/post/responses")));
    assertEquals("Own", calls.at("/post/responses/429/description").asText());
    for (String reference : whole.whole().findValuesAsText("$ref")) {
      assertFalse(whole.whole().at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  @Test
  void whoContradictsIsLeftOutAsAWhole() {
    description.add(yaml(CALLS));
    assertEquals(
        List.of("tag calls", "/calls get", "schemas Region"),
        description.add(
            yaml(
                """
                tags: [{name: calls, description: Telephone}]
                paths:
                  /calls: {get: {summary: Mine}}
                  /new: {get: {summary: New}}
                components: {schemas: {Region: {type: integer}}}
                """)));
    assertEquals(new Description(Dialect.OPENAPI, yaml(CALLS)).whole().get("paths"), paths());
  }

  @Test
  void whatIsToldUnaskedHasSectionsOfItsOwn() {
    Description unasked = new Description(Dialect.ASYNCAPI, Fragment.own(Dialect.ASYNCAPI));
    assertEquals(
        List.of(),
        unasked.add(yaml("channels: {a: {address: a/b}}\noperations: {take: {action: receive}}")));
    assertEquals(List.of("a address"), unasked.add(yaml("channels: {a: {address: c}}")));
    unasked.add(yaml("servers: {mqtt: {host: 'h:1883', protocol: mqtt}}"));
    assertEquals("mqtt", unasked.whole().at("/servers/mqtt/protocol").asText());
    assertEquals("http", unasked.whole().at("/servers/door/protocol").asText());
    assertEquals("a/b", unasked.whole().at("/channels/a/address").asText());
    assertEquals("receive", unasked.whole().at("/operations/take/action").asText());
    assertTrue(unasked.whole().path("tags").isMissingNode(), "it has none");
  }

  private JsonNode paths() {
    return description.whole().get("paths");
  }

  @Test
  void ourOwnIsReadBackFromYamlAsItIs() throws IOException {
    ObjectNode own = new Description(Dialect.OPENAPI, Fragment.own(Dialect.OPENAPI)).whole();
    String text = DocsResource.yamlWriter().writeValueAsString(own);
    assertTrue(text.startsWith("openapi: 3.1.0\n"), text);
    assertEquals(own, yaml(text));
    assertEquals(
        "no",
        yaml(DocsResource.yamlWriter().writeValueAsString(yaml("a: 'no'"))).path("a").asText());
  }
}
