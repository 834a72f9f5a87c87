package io.lamplighter.laws;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that can be called at the door.
 *
 * @param address method in lower case, and path, as in {@code get /api/v1/requests/{no}}
 * @param rights who may call, in the words of {@code MayCall}; empty when nothing is stated
 * @param keyed whether it is done once under an Idempotency-Key
 */
record Operation(String address, Set<String> rights, boolean keyed) {
  private static final Pattern COMPONENT = Pattern.compile("<implementation class=\"([^\"]+)\"");
  private static final Pattern BASE =
      Pattern.compile("<property name=\"door.path\"[^>]*\\bvalue=\"([^\"]+)\"");
  private static final Pattern CONSTRAINT = Pattern.compile("\\{(\\w+):[^}]*}");
  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

  /** Pages and their files: who opens them reads no OpenAPI. */
  boolean isForPeople() {
    return address.matches("\\w+ (/|//p/.*|/photos/.*|/times/.*|/public/.*|/app(/.*)?)");
  }

  /** All that a bundle offers. */
  static List<Operation> of(Bundle bundle) {
    return methods(bundle).stream().map(Offered::operation).toList();
  }

  /** A method that answers at an address. */
  record Offered(String address, JavaMethod method) {
    private Operation operation() {
      boolean keyed =
          !address.startsWith("get ") && !method.isAnnotatedWith("io.lamplighter.api.door.Unkeyed");
      return new Operation(address, rights(method), keyed);
    }
  }

  /** The methods of all its resources. */
  static List<Offered> methods(Bundle bundle) {
    List<Offered> all = new ArrayList<>();
    JavaClasses classes = null;
    for (String xml : bundle.texts("OSGI-INF/", ".xml").values()) {
      Matcher base = BASE.matcher(xml);
      Matcher component = COMPONENT.matcher(xml);
      if (base.find() && component.find()) {
        classes = classes == null ? Bundle.classes(List.of(bundle)) : classes;
        all.addAll(methods(base.group(1), classes.get(component.group(1))));
      }
    }
    return all;
  }

  /** Where its resources are at the door. */
  static TreeSet<String> paths(Bundle bundle) {
    TreeSet<String> paths = new TreeSet<>();
    for (String xml : bundle.texts("OSGI-INF/", ".xml").values()) {
      Matcher base = BASE.matcher(xml);
      while (base.find()) {
        paths.add(base.group(1));
      }
    }
    return paths;
  }

  private static List<Offered> methods(String base, JavaClass resource) {
    List<Offered> all = new ArrayList<>();
    for (JavaMethod method : resource.getMethods()) {
      Optional<String> verb =
          VERBS.stream().filter(v -> method.isAnnotatedWith("javax.ws.rs." + v)).findAny();
      if (verb.isPresent()) {
        String path = value(method, "javax.ws.rs.Path").map(p -> "/" + p).orElse("");
        String address = base + CONSTRAINT.matcher(path).replaceAll("{$1}");
        all.add(new Offered(verb.get().toLowerCase(Locale.ROOT) + " " + address, method));
      }
    }
    return all;
  }

  private static Set<String> rights(JavaMethod method) {
    return method
        .tryGetAnnotationOfType("io.lamplighter.api.door.MayCall")
        .flatMap(stated -> stated.get("value"))
        .<Set<String>>map(words -> new TreeSet<>(List.of((String[]) words)))
        .orElse(Set.of());
  }

  private static Optional<String> value(JavaMethod method, String annotation) {
    Optional<JavaAnnotation<JavaMethod>> found = method.tryGetAnnotationOfType(annotation);
    return found.flatMap(a -> a.get("value")).map(String.class::cast);
  }
}
