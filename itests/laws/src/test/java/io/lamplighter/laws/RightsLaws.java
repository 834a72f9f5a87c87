package io.lamplighter.laws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may call what is stated in the code, and the OpenAPI says the same. */
final class RightsLaws {
  private static final Set<String> WORDS =
      Set.of(
          "public",
          "partner",
          "staff",
          "loopback",
          "agent",
          "dispatcher",
          "crew",
          "supervisor",
          "assessor",
          "integrator",
          "administrator");
  private static final String CHANNEL = "partner:(\\{\\w+}|[a-z][a-z0-9-]*)";

  private RightsLaws() {}

  static List<String> everyOperationStatesItsCallers(List<Operation> offered) {
    List<String> breaches = new ArrayList<>();
    for (Operation operation : offered) {
      if (operation.rights().isEmpty()) {
        breaches.add(operation.address() + " states nobody who may call it");
      }
      for (String word : operation.rights()) {
        if (!WORDS.contains(word) && !word.matches(CHANNEL)) {
          breaches.add(operation.address() + ": nobody is called " + word);
        }
      }
    }
    return breaches;
  }

  static List<String> describedIsWhatIsOffered(List<Operation> offered, List<Operation> described) {
    List<String> breaches = new ArrayList<>();
    Map<String, Set<String>> stated = byAddress(offered);
    Map<String, Set<String>> said = byAddress(described);
    Set<String> addresses = new TreeSet<>(stated.keySet());
    addresses.addAll(said.keySet());
    Set<String> keyed = keyed(offered);
    Set<String> saidKeyed = keyed(described);
    for (String address : addresses) {
      Set<String> code = stated.get(address);
      Set<String> text = said.get(address);
      if (code == null || text == null) {
        breaches.add(address + (code == null ? " is described only" : " is not described"));
      } else if (!code.equals(text)) {
        breaches.add(address + " is for " + code + ", x-rights say " + text);
      } else if (keyed.contains(address) != saidKeyed.contains(address)) {
        breaches.add(
            address
                + (keyed.contains(address)
                    ? " takes an Idempotency-Key, which is not described"
                    : " takes no Idempotency-Key"));
      }
    }
    return breaches;
  }

  private static Set<String> keyed(List<Operation> operations) {
    return operations.stream()
        .filter(Operation::keyed)
        .map(Operation::address)
        .collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> byAddress(List<Operation> operations) {
    Map<String, Set<String>> rights = new HashMap<>();
    operations.forEach(
        o -> rights.computeIfAbsent(o.address(), a -> new TreeSet<>()).addAll(o.rights()));
    return rights;
  }
}
