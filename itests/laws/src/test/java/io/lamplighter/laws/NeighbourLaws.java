package io.lamplighter.laws;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Law 5: who is restarted when a neighbour is replaced. Law 2: whose transaction is whose. */
final class NeighbourLaws {
  /** The door holds the callers of such a one while it is away. */
  private static final String RESOURCE = "io.lamplighter.api.door.Resource";

  /** Where a line leads: another one is another line. */
  private static final Set<String> ENDS = Set.of("io.lamplighter.api.mqtt.Broker");

  /** What all stand on, and who is restarted with what he stands on himself. */
  private static final Set<String> GROUND =
      Set.of("store", "store-embedded", "journal", "security");

  private static final Pattern GROUNDS =
      Pattern.compile(
          "io\\.lamplighter\\.api\\.(House|(store|journal|security|door)\\..*)|(?!io\\.).*");

  /** What a thread, and with it every line and socket of ours, begins with. */
  private static final Pattern BEGINS =
      Pattern.compile(
          "java\\.lang\\.Thread\\.<init>\\(.*"
              + "|java\\.util\\.(Timer|concurrent\\.\\w*ThreadPoolExecutor)\\.<init>\\(.*"
              + "|java\\.util\\.concurrent\\.Executors\\.new.*"
              + "|java\\.net\\.(Server)?Socket\\.<init>\\(.*"
              + "|java\\.net\\.http\\.HttpClient\\.new.*");

  private static final String TRANSACTION = "io.lamplighter.api.store.Transaction";
  private static final Pattern THEIRS =
      Pattern.compile("io\\.lamplighter\\.api\\.(store|journal)\\..*");

  private NeighbourLaws() {}

  /**
   * Whoever owns a line, a thread or a socket holds no service of another part statically, nor does
   * what it holds of its own part; nobody else but a resource holds a service above the ground so.
   */
  static List<String> neighboursComeAndGo(JavaClasses classes, List<Part> parts) {
    TreeSet<String> breaches = new TreeSet<>();
    for (Part part : parts) {
      if (part.offers().contains(RESOURCE)) {
        continue;
      }
      boolean owner = !GROUND.contains(part.bundle()) && begins(classes, part.name());
      for (String service : held(part, parts, new HashSet<>())) {
        if (!ENDS.contains(service) && (owner || !GROUNDS.matcher(service).matches())) {
          breaches.add(
              part.name()
                  + (owner ? " owns a thread or a line and" : "")
                  + " holds "
                  + service
                  + " statically");
        }
      }
    }
    return List.copyOf(breaches);
  }

  /** What is held of others, also by what is held of its own bundle. */
  private static Set<String> held(Part part, List<Part> parts, Set<Part> seen) {
    Set<String> held = new TreeSet<>();
    if (!seen.add(part)) {
      return held;
    }
    for (String service : part.holds()) {
      List<Part> own =
          parts.stream()
              .filter(p -> p.bundle().equals(part.bundle()) && p.offers().contains(service))
              .toList();
      if (own.isEmpty()) {
        held.add(service);
      }
      own.forEach(one -> held.addAll(held(one, parts, seen)));
    }
    return held;
  }

  /** Whether what its constructors do leads to a thread or a line of its own. */
  private static boolean begins(JavaClasses classes, String name) {
    if (!classes.contain(name)) {
      return false;
    }
    Deque<JavaCodeUnit> todo = new ArrayDeque<>(classes.get(name).getConstructors());
    Set<JavaCodeUnit> seen = new HashSet<>(todo);
    while (!todo.isEmpty()) {
      for (JavaAccess<?> access : todo.remove().getAccessesFromSelf()) {
        if (BEGINS.matcher(access.getTarget().getFullName()).matches()) {
          return true;
        }
        JavaMember next = (JavaMember) access.getTarget().resolveMember().orElse(null);
        if (next instanceof JavaCodeUnit unit
            && unit.getOwner().getName().startsWith("io.lamplighter.")
            && seen.add(unit)) {
          todo.add(unit);
        }
      }
    }
    return false;
  }

  /** No contract but those of the store and the journal takes or gives a transaction. */
  static List<String> contractsTakeNoTransaction(JavaClasses classes, Pattern contracts) {
    List<String> breaches = new ArrayList<>();
    for (JavaClass contract : classes) {
      boolean meant =
          contracts.matcher(contract.getName()).matches()
              && !THEIRS.matcher(contract.getName()).matches();
      for (JavaCodeUnit unit : meant ? contract.getCodeUnits() : Set.<JavaCodeUnit>of()) {
        if (unit.getRawReturnType().getName().equals(TRANSACTION)
            || unit.getRawParameterTypes().stream()
                .anyMatch(t -> t.getName().equals(TRANSACTION))) {
          breaches.add(unit.getFullName());
        }
      }
    }
    return breaches;
  }
}
