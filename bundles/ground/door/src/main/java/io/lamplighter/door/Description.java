package io.lamplighter.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The description of all parts together. Each adds what it says of itself; saying the same as
 * another is no harm, but one that contradicts those before it is left out as a whole.
 */
final class Description {
  private final Dialect dialect;
  private final ObjectNode base;
  private final Map<String, JsonNode> tags = new TreeMap<>();

  /** By section, group, as a path is one, and member, as its methods are. */
  private final Map<String, Map<String, Map<String, JsonNode>>> sections = new TreeMap<>();

  /**
   * @param base what stands around the parts, and the first of them
   */
  Description(Dialect dialect, ObjectNode base) {
    this.dialect = dialect;
    this.base = base;
    dialect.sections.forEach(section -> sections.put(section, new TreeMap<>()));
    add(base);
  }

  /**
   * @return what contradicts; nothing when {@code fragment} is now part of it
   */
  List<String> add(ObjectNode fragment) {
    Map<String, JsonNode> itsTags = named(fragment.path("tags"));
    Map<String, Map<String, Map<String, JsonNode>>> its = new LinkedHashMap<>();
    dialect.sections.forEach(section -> its.put(section, groups(fragment.path(section))));
    List<String> against = new ArrayList<>();
    contradictions("tag ", tags, itsTags, against);
    its.forEach(
        (section, groups) ->
            groups.forEach(
                (group, said) ->
                    contradictions(group + " ", at(section(section), group), said, against)));
    if (against.isEmpty()) {
      tags.putAll(itsTags);
      its.forEach(
          (section, groups) -> groups.forEach((group, said) -> put(section(section), group, said)));
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

  private Map<String, Map<String, JsonNode>> section(String name) {
    return Objects.requireNonNull(sections.get(name));
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
    if (!tags.isEmpty()) {
      ArrayNode list = whole.putArray("tags");
      tags.values().forEach(list::add);
    }
    dialect.sections.forEach(section -> write(section(section), whole.putObject(section)));
    dialect.common.accept(whole);
    return whole;
  }

  private static void write(Map<String, Map<String, JsonNode>> groups, ObjectNode into) {
    groups.forEach((name, members) -> into.putObject(name).setAll(members));
  }
}
