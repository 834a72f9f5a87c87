package io.lamplighter.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.core.MultivaluedMap;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one resource, found by method and address as JAX-RS will find them afterwards:
 * with its own templates, so that the two agree.
 */
final class Operations {
  /** Nobody's: JAX-RS will say that there is nothing, or what there is. */
  private static final Operation NONE = new Operation(Rights.NOTHING, Map.of());

  private final List<Template> templates = new ArrayList<>();

  /**
   * @param usual largest body where a method does not say otherwise
   * @throws IllegalArgumentException when two methods that differ only in what they read or write
   *     have different callers: which of them is meant is not known from the address
   */
  Operations(List<ClassResourceInfo> resources, long usual) {
    for (ClassResourceInfo resource : resources) {
      for (OperationResourceInfo method :
          resource.getMethodDispatcher().getOperationResourceInfos()) {
        add(
            new Template(
                resource.getURITemplate(),
                method.getURITemplate(),
                method.getHttpMethod(),
                Rights.of(method.getAnnotatedMethod(), usual)));
      }
    }
    templates.sort(Comparator.comparing(Template::ofMethod, Operations::moreLiteralFirst));
  }

  private static int moreLiteralFirst(URITemplate a, URITemplate b) {
    return URITemplate.compareTemplates(a, b);
  }

  private void add(Template added) {
    for (Template other : templates) {
      if (other.isLike(added) && !other.rights.equals(added.rights)) {
        throw new IllegalArgumentException(
            added.method + " " + added.ofMethod.getValue() + " states two kinds of callers");
      }
    }
    templates.add(added);
  }

  /**
   * What {@code method} at {@code uri} means; JAX-RS does not mind in which case it is written.
   *
   * @throws Refused when the address takes other methods only
   */
  Operation find(String method, String uri) {
    String wanted = method.equalsIgnoreCase(HttpMethod.HEAD) ? HttpMethod.GET : method;
    for (Template template : templates) {
      boolean meant = template.method != null && wanted.equalsIgnoreCase(template.method);
      Map<String, String> at = meant ? template.match(uri) : null;
      if (at != null) {
        return new Operation(template.rights, at);
      }
    }
    Set<String> others = methods(uri);
    if (others.isEmpty() || method.equalsIgnoreCase(HttpMethod.OPTIONS)) {
      return NONE;
    }
    throw new Refused(Problem.notAllowed(others));
  }

  /** Those that the address takes. */
  private Set<String> methods(String uri) {
    Set<String> methods = new TreeSet<>();
    for (Template template : templates) {
      if (template.method != null && template.match(uri) != null) {
        methods.add(template.method);
      }
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return methods;
  }

  /**
   * A method that was found.
   *
   * @param at what stands in the address at the template's names
   */
  record Operation(Rights rights, Map<String, String> at) {}

  private record Template(
      URITemplate ofClass, URITemplate ofMethod, @Nullable String method, Rights rights) {
    boolean isLike(Template other) {
      return ofClass.getValue().equals(other.ofClass.getValue())
          && ofMethod.getValue().equals(other.ofMethod.getValue())
          && String.valueOf(method).equals(other.method);
    }

    @Nullable Map<String, String> match(String uri) {
      MultivaluedMap<String, String> found = new MetadataMap<>();
      if (!ofClass.match(uri, found)) {
        return null;
      }
      String rest = found.getFirst(URITemplate.FINAL_MATCH_GROUP);
      if (!ofMethod.match(rest == null ? "/" : rest, found)) {
        return null;
      }
      String end = found.getFirst(URITemplate.FINAL_MATCH_GROUP);
      if (end != null && !end.isEmpty() && !end.equals("/")) {
        return null;
      }
      Map<String, String> at = new HashMap<>();
      found.forEach((name, values) -> at.put(name, values.get(values.size() - 1)));
      return at;
    }
  }
}
