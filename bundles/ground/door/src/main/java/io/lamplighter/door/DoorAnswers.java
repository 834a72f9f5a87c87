package io.lamplighter.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the door answers for whichever part is called, so that none has to say it of itself: 304,
 * 415 and 429, where they can be and nothing else is said.
 */
final class DoorAnswers {
  private DoorAnswers() {}

  /**
   * @param description of all parts, as OpenAPI
   */
  static void addTo(ObjectNode description) {
    for (JsonNode path : description.path("paths")) {
      path.properties()
          .forEach(
              method -> {
                if (method.getValue().get("responses") instanceof ObjectNode responses) {
                  boolean reads = method.getKey().equals("get");
                  add(responses, reads, method.getValue().has("requestBody"));
                }
              });
    }
  }

  private static void add(ObjectNode responses, boolean reads, boolean hasBody) {
    if (reads && responses.path("200").path("headers").has("ETag")) {
      add(responses, "304", "NotModified");
    }
    if (hasBody) {
      add(responses, "415", "MediaType");
    }
    add(responses, "429", "TooMany");
  }

  private static void add(ObjectNode responses, String status, String answer) {
    if (!responses.has(status)) {
      responses.putObject(status).put("$ref", "#/components/responses/" + answer);
    }
  }
}
