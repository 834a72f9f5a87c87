package io.lamplighter.door;

import static java.util.Objects.requireNonNull;

import io.lamplighter.api.Page;
import io.lamplighter.kit.http.Params;
import java.util.List;
import java.util.Set;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * A list that reads no parameters is given as a whole: one that is sent all the same is refused, as
 * by the lists that read some.
 */
public final class WholeList implements ContainerRequestFilter {
  @Context private @Nullable ResourceInfo found;

  @Override
  public void filter(ContainerRequestContext request) {
    var method = requireNonNull(found).getResourceMethod();
    boolean reads = List.of(method.getParameterTypes()).contains(UriInfo.class);
    if (Page.class.equals(method.getReturnType()) && !reads) {
      new Params(request.getUriInfo().getQueryParameters(), Set.of()).check();
    }
  }
}
