package io.lamplighter.door;

import static java.util.Objects.requireNonNull;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * Holds what JAX-RS has found against what the door found before it read the body. By the type of
 * the body JAX-RS may choose another method of the address: nobody gets in by the difference.
 */
public final class RightsFilter implements ContainerRequestFilter {
  private final long usual;

  @Context private @Nullable ResourceInfo found;
  @Context private @Nullable HttpServletRequest request;

  /**
   * @param usual largest body where a method does not say otherwise
   */
  RightsFilter(long usual) {
    this.usual = usual;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Rights stated = Rights.of(requireNonNull(found).getResourceMethod(), usual);
    requireNonNull(Visit.continued(requireNonNull(request))).judge(stated);
  }
}
