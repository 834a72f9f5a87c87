package io.lamplighter.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** In what the parts describe themselves: what they answer, and what they say unasked. */
enum Dialect {
  OPENAPI("openapi.yaml", DoorAnswers::addTo, "paths", "components"),
  ASYNCAPI("asyncapi.yaml", whole -> {}, "servers", "channels", "operations", "components");

  /** In a bundle's jar. */
  final String file;

  /** What the parts add to, besides tags. */
  final List<String> sections;

  /** Adds what all have in common, when the parts are together. */
  final Consumer<ObjectNode> common;

  Dialect(String file, Consumer<ObjectNode> common, String... sections) {
    this.file = file;
    this.common = common;
    this.sections = List.of(sections);
  }
}
