package io.lamplighter.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodySchemaTest {
  private static final String OPENAPI =
      """
      openapi: 3.1.0
      info: {title: Sample, version: "1"}
      paths: {}
      components:
        schemas:
          Order:
            type: object
            additionalProperties: false
            required: [no, items]
            properties:
              no: {type: string}
              at: {type: string, format: date-time}
              items: {type: array, items: {$ref: "#/components/schemas/Item"}}
          Item:
            type: object
            required: [code]
            properties:
              code: {enum: [a, b]}
      """;

  private static List<String> broken(Map<String, ?> value) {
    BodySchema contract = BodySchema.of(OPENAPI, "Order");
    return assertThrows(Refusal.Invalid.class, () -> contract.check(Json.node(value)))
        .errors()
        .stream()
        .map(error -> error.pointer())
        .sorted()
        .toList();
  }

  @Test
  void whatKeepsTheContractPasses() {
    BodySchema.of(OPENAPI, "Order")
        .check(
            Json.node(
                Map.of(
                    "no", "1",
                    "at", "2026-11-22T08:00:00+08:00",
                    "items", List.of(Map.of("code", "a")))));
  }

  @Test
  void everythingThatBreaksItIsNamed() {
    assertEquals(
        List.of("", "/at", "/items/0/code", "/no"),
        broken(
            Map.of(
                "no", 1, "at", "yesterday", "more", true, "items", List.of(Map.of("code", "c")))));
    assertEquals(List.of("", ""), broken(Map.of()));
  }

  @Test
  void aSchemaThatIsNotThereRefusesTheRoute() {
    assertThrows(IllegalArgumentException.class, () -> BodySchema.of(OPENAPI, "Nothing"));
  }
}
