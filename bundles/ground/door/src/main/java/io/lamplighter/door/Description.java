package io.lamplighter.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The OpenAPI of all parts together. Each adds what it says of itself; saying the same as another
 * is no harm, but one that contradicts those before it is left out as a whole.
 */
final class Description {
  private final ObjectNode base;
  private final Map<String, JsonNode> tags = new TreeMap<>();
  private final Map<String, Map<String, JsonNode>> paths = new TreeMap<>();
  private final Map<String, Map<String, JsonNode>> components = new TreeMap<>();

  /**
   * @param base what stands around the parts, and the first of them
   */
  Description(ObjectNode base) {
    this.base = base;
    add(base);
  }

  /**
   * @return what contradicts; nothing when {@code fragment} is now part of it
   */
  List<String> add(ObjectNode fragment) {
    Map<String, JsonNode> itsTags = named(fragment.path("tags"));
    Map<String, Map<String, JsonNode>> itsPaths = groups(fragment.path("paths"));
    Map<String, Map<String, JsonNode>> itsComponents = groups(fragment.path("components"));
    List<String> against = new ArrayList<>();
    contradictions("tag ", tags, itsTags, against);
    itsPaths.forEach((path, said) -> contradictions(path + " ", at(paths, path), said, against));
    itsComponents.forEach(
        (kind, said) -> contradictions(kind + "/", at(components, kind), said, against));
    if (against.isEmpty()) {
      tags.putAll(itsTags);
      itsPaths.forEach((path, said) -> put(paths, path, said));
      itsComponents.forEach((kind, said) -> put(components, kind, said));
    }
    return against;
  }

  private static void contradictions(
      String where, Map<String, JsonNode> known, Map<String, JsonNode> said, List<String> against) {
    said.forEach(
        (name, node) -> {
          if (!known.getOrDefault(name, node).equals(node)) {
            against.add(where + name);
          }
        });
  }

  private static Map<String, JsonNode> at(Map<String, Map<String, JsonNode>> groups, String name) {
    return groups.getOrDefault(name, Map.of());
  }

  private static void put(
      Map<String, Map<String, JsonNode>> groups, String name, Map<String, JsonNode> said) {
    groups.computeIfAbsent(name, n -> new TreeMap<>()).putAll(said);
  }

  private static Map<String, JsonNode> named(JsonNode list) {
    Map<String, JsonNode> byName = new TreeMap<>();
    list.forEach(one -> byName.put(one.path("name").asText(), one));
    return byName;
  }

  private static Map<String, Map<String, JsonNode>> groups(JsonNode said) {
    Map<String, Map<String, JsonNode>> groups = new TreeMap<>();
    said.properties()
        .forEach(
            group -> {
              Map<String, JsonNode> members = new TreeMap<>();
              group.getValue().properties().forEach(m -> members.put(m.getKey(), m.getValue()));
              groups.put(group.getKey(), members);
            });
    return groups;
  }

  /** All of it. */
  ObjectNode whole() {
    ObjectNode whole = base.deepCopy();
    ArrayNode list = whole.putArray("tags");
    tags.values().forEach(list::add);
    write(paths, whole.putObject("paths"));
    write(components, whole.putObject("components"));
    return whole;
  }

  private static void write(Map<String, Map<String, JsonNode>> groups, ObjectNode into) {
    groups.forEach((name, members) -> into.putObject(name).setAll(members));
  }
}
