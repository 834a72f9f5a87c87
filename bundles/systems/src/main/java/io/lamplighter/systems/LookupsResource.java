package io.lamplighter.systems;

import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Lookups;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks other systems for the people at the desk. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/lookups")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LookupsResource implements Resource {
  private final Lookups lookups;

  @Activate
  public LookupsResource(@Reference Lookups lookups) {
    this.lookups = lookups;
  }

  /** What can be asked here. */
  public record Names(Set<String> items) {}

  /** An answer as it is written outside. */
  public record AnswerView(String state, @Nullable Instant asOf, Map<String, Object> data) {}

  @GET
  public Names names() {
    return new Names(lookups.names());
  }

  @GET
  @Path("{name}/{key}")
  public AnswerView ask(
      @PathParam("name") String name,
      @PathParam("key") String key,
      @Context SecurityContext security) {
    Lookups.Answer answer = lookups.ask((Caller) security.getUserPrincipal(), name, key);
    return new AnswerView(answer.state().wire(), answer.asOf(), answer.data());
  }
}
