package io.lamplighter.routes.hotline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step as the city's JSON, and what its answer says. */
final class RestMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RestMessage() {}

  static String of(Step step, CityMapping mapping) {
    ObjectNode body = JSON.createObjectNode();
    for (Map.Entry<String, String> field : step.fields(mapping).entrySet()) {
      String path = mapping.field(field.getKey());
      if (path != null) {
        put(body, path, field.getValue());
      }
    }
    return body.toString();
  }

  private static void put(ObjectNode body, String path, String value) {
    String[] names = path.split("\\.");
    ObjectNode at = body;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.withObjectProperty(names[i]);
    }
    at.put(names[names.length - 1], value);
  }

  /**
   * @throws RefusedException when the answer does not say that it was taken
   */
  static void check(@Nullable String answer, CityMapping mapping) throws RefusedException {
    String path = mapping.answerField();
    if (path == null) {
      return;
    }
    JsonNode said;
    try {
      said = JSON.readTree(answer == null ? "" : answer).at("/" + path.replace('.', '/'));
    } catch (JsonProcessingException e) {
      throw new RefusedException("The hotline's answer is no JSON");
    }
    if (!mapping.goodAnswers().contains(said.asText())) {
      throw new RefusedException("The hotline answered " + path + " = " + said.asText());
    }
  }
}
