package io.lamplighter.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a bundle says of its resources: the openapi.yaml in its jar. */
record Fragment(String owner, JsonNode said) {
  private static final String FILE = "openapi.yaml";
  private static final String KEY = "#/components/parameters/idempotencyKey";
  private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");
  private static final Set<String> EXAMPLES = Set.of("example", "examples");
  private static final Pattern NAMES = Pattern.compile("\\{[^}]+}");

  static Optional<Fragment> of(Bundle bundle) {
    return Optional.ofNullable(bundle.texts(FILE, FILE).get(FILE))
        .map(text -> of(bundle.name(), text));
  }

  static Fragment of(String owner, String text) {
    try {
      return new Fragment(owner, new ObjectMapper(new YAMLFactory()).readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(owner, e);
    }
  }

  /**
   * Where YAML takes words for something else: a sentence that was cut at its comma, which leaves a
   * key without a value, or a field called {@code on} that has become true.
   */
  List<String> misread() {
    List<String> found = new ArrayList<>();
    misread("", said, found);
    return found;
  }

  private void misread(String at, JsonNode node, List<String> found) {
    node.properties()
        .forEach(
            one -> {
              String here = at + "/" + one.getKey();
              JsonNode value = one.getValue();
              if (value.isNull()
                  || one.getKey().equals("required")
                      && value.isArray()
                      && !value.valueStream().allMatch(JsonNode::isTextual)) {
                found.add(owner + ": " + here);
              }
              if (!EXAMPLES.contains(one.getKey())) {
                misread(here, value, found);
              }
            });
    if (node.isArray()) {
      node.forEach(item -> misread(at, item, found));
    }
  }

  /** All that it describes. */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    said.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (VERBS.contains(entry.getKey())) {
                            all.add(operation(entry.getKey(), path.getKey(), entry.getValue()));
                          }
                        }));
    return all;
  }

  private static Operation operation(String verb, String path, JsonNode said) {
    boolean keyed = said.path("parameters").findValuesAsText("$ref").contains(KEY);
    return new Operation(verb + " " + path, words(said.path("x-rights")), keyed);
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** What it refers to and nobody says; parameters that are in an address or a list alone. */
  List<String> loose(JsonNode whole) {
    List<String> breaches = new ArrayList<>();
    for (String reference : said.findValuesAsText("$ref")) {
      if (whole.at(reference.substring(1)).isMissingNode()) {
        breaches.add(owner + ": nobody says " + reference);
      }
    }
    said.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          Set<String> wanted = named(path.getKey());
                          Set<String> listed = listed(operation.getValue(), whole);
                          if (!wanted.equals(listed)) {
                            breaches.add(
                                owner + ": " + path.getKey() + " lists the parameters " + listed);
                          }
                        }));
    return breaches;
  }

  private static Set<String> named(String path) {
    return NAMES.matcher(path).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> listed(JsonNode operation, JsonNode whole) {
    Set<String> listed = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode found = resolved(parameter, whole);
      if (found.path("in").asText().equals("path")) {
        listed.add("{" + found.path("name").asText() + "}");
      }
    }
    return listed;
  }

  /** What the schema of an answer says; nothing when it has none in JSON. */
  JsonNode answer(String address, JsonNode whole) {
    int blank = address.indexOf(' ');
    JsonNode responses =
        said.path("paths")
            .path(address.substring(blank + 1))
            .path(address.substring(0, blank))
            .path("responses");
    JsonNode done = responses.has("200") ? responses.get("200") : responses.path("201");
    return resolved(done, whole).path("content").path("application/json").path("schema");
  }

  /** What it says of each item, when it is a list's. */
  static JsonNode ofItems(JsonNode schema) {
    JsonNode own = schema.at("/properties/items/items");
    for (JsonNode part : schema.path("allOf")) {
      own = own.isMissingNode() ? part.at("/properties/items/items") : own;
    }
    return own;
  }

  static JsonNode resolved(JsonNode node, JsonNode whole) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : whole.at(reference.asText().substring(1));
  }
}
