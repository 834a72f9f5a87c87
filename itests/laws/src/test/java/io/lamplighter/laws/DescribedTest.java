package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What each bundle says of its resources is what it offers, and together it is one description. */
class DescribedTest {
  private static final List<Bundle> BUNDLES = Bundle.all();
  private static final List<Fragment> FRAGMENTS =
      BUNDLES.stream().flatMap(bundle -> Fragment.of(bundle).stream()).toList();
  private static final JsonNode WHOLE = whole();

  private static JsonNode whole() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode whole = json.createObjectNode();
    for (Fragment fragment : FRAGMENTS) {
      try {
        json.readerForUpdating(whole).readValue(fragment.said());
      } catch (java.io.IOException e) {
        throw new IllegalStateException(fragment.owner(), e);
      }
    }
    return whole;
  }

  @Test
  void everyOperationStatesItsCallers() {
    List<Operation> offered = BUNDLES.stream().flatMap(b -> Operation.of(b).stream()).toList();
    assertTrue(offered.size() > 50, "no operations found");
    assertNone(RightsLaws.everyOperationStatesItsCallers(offered));
  }

  @Test
  void everyBundleDescribesWhatItOffers() {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      List<Operation> described = Fragment.of(bundle).map(Fragment::operations).orElse(List.of());
      List<Operation> forPrograms =
          Operation.of(bundle).stream().filter(operation -> !operation.isForPeople()).toList();
      RightsLaws.describedIsWhatIsOffered(forPrograms, described)
          .forEach(breach -> breaches.add(bundle.name() + ": " + breach));
    }
    assertNone(breaches);
  }

  @Test
  void everyPathIsAnnouncedAtTheDoor() {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      TreeSet<String> announced =
          new TreeSet<>(ManifestLaws.clauses(bundle.header("Lamplighter-Door")));
      TreeSet<String> registered = Operation.paths(bundle);
      if (!announced.equals(registered)) {
        breaches.add(bundle.name() + " announces " + announced + ", registers " + registered);
      }
    }
    assertNone(breaches);
  }

  /** At the door one that contradicts would be left out. */
  @Test
  void nobodyContradicts() {
    List<String> breaches = new ArrayList<>();
    for (Fragment fragment : FRAGMENTS) {
      for (String group : List.of("paths", "components")) {
        fragment
            .said()
            .path(group)
            .properties()
            .forEach(
                part ->
                    part.getValue()
                        .properties()
                        .forEach(
                            one -> {
                              JsonNode other = WHOLE.path(group).path(part.getKey());
                              if (!other.path(one.getKey()).equals(one.getValue())) {
                                breaches.add(
                                    fragment.owner() + ": " + part.getKey() + " " + one.getKey());
                              }
                            }));
      }
    }
    assertNone(breaches);
  }

  @Test
  void nothingIsTakenForSomethingElse() {
    assertNone(FRAGMENTS.stream().flatMap(fragment -> fragment.misread().stream()).toList());
  }

  @Test
  void referencesAndParametersHold() {
    assertTrue(!WHOLE.findValuesAsText("$ref").isEmpty(), "no references found");
    assertNone(FRAGMENTS.stream().flatMap(fragment -> fragment.loose(WHOLE).stream()).toList());
  }

  @Test
  void answersHaveTheShapeThatIsDescribed() {
    List<String> breaches = new ArrayList<>();
    int compared = 0;
    for (Bundle bundle : BUNDLES) {
      Optional<Fragment> fragment = Fragment.of(bundle);
      for (Operation.Offered offered : Operation.methods(bundle)) {
        Optional<Shape> shape = Shape.of(offered.method());
        if (shape.isPresent() && fragment.isPresent()) {
          compared++;
          JsonNode answer = fragment.get().answer(offered.address(), WHOLE);
          breaches.addAll(shape.get().breaches(offered.address(), answer, WHOLE));
        }
      }
    }
    assertNone(breaches);
    assertTrue(compared >= 15, "only " + compared + " methods answer with a record");
  }

  @Test
  void theWordsAreThoseOfTheDomain() {
    assertEquals(wires(RequestKind.values(), RequestKind::wire), words("Kind"));
    assertEquals(wires(RequestState.values(), RequestState::wire), words("State"));
    assertEquals(wires(Move.values(), Move::wire), words("Move"));
    assertEquals(wires(Role.values(), Role::wire), words("Role"));
  }

  private static <E> List<String> wires(E[] all, Function<E, String> wire) {
    return Arrays.stream(all).map(wire).toList();
  }

  private static List<String> words(String schema) {
    return StreamSupport.stream(
            WHOLE.at("/components/schemas/" + schema + "/enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static void assertNone(List<String> breaches) {
    assertEquals("", String.join("\n", breaches));
  }
}
