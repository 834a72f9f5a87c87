package io.lamplighter.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import java.io.IOException;

/** What {@code lamp:routes} says. */
final class RouteSets {
  private RouteSets() {}

  /** A file's or a bundle's routes; missing when there are none of that name. */
  static JsonNode named(Instance instance, String name) throws IOException {
    String shown = instance.shell("lamp:routes --json");
    for (JsonNode set : Client.JSON.readTree(shown.substring(Math.max(0, shown.indexOf('['))))) {
      if (set.get("name").asText().equals(name)) {
        return set;
      }
    }
    return MissingNode.getInstance();
  }
}
