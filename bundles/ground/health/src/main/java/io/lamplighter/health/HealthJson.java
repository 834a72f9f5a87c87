package io.lamplighter.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The report for machines. */
final class HealthJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HealthJson() {}

  static byte[] of(Report report, Locale locale) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("status", report.status().name().toLowerCase(Locale.ROOT));
    for (Report.Line line : report.checks()) {
      root.withArrayProperty("checks")
          .addObject()
          .put("name", line.name())
          .put("status", line.status().name().toLowerCase(Locale.ROOT))
          .put("message", line.message().in(locale))
          .put("elapsedMs", line.elapsedMs());
    }
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
