package io.lamplighter.door;

import java.util.List;

/** In what the parts describe themselves: what they answer, and what they say unasked. */
enum Dialect {
  OPENAPI("openapi.yaml", "paths", "components"),
  ASYNCAPI("asyncapi.yaml", "channels", "operations", "components");

  /** In a bundle's jar. */
  final String file;

  /** What the parts add to, besides tags. */
  final List<String> sections;

  Dialect(String file, String... sections) {
    this.file = file;
    this.sections = List.of(sections);
  }
}
