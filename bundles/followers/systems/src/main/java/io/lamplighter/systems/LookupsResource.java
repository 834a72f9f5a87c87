package io.lamplighter.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Lookups;
import java.time.Instant;
import java.util.Map;
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

  /** An answer as it is written outside. */
  public record LookupAnswerView(String state, @Nullable Instant asOf, Map<String, Object> data) {}

  @GET
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Page<String> names() {
    return Page.all(lookups.names().stream().sorted().toList());
  }

  @GET
  @Path("{name}/{key}")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public LookupAnswerView ask(
      @PathParam("name") String name,
      @PathParam("key") String key,
      @Context SecurityContext security) {
    Lookups.Answer answer = lookups.ask((Caller) security.getUserPrincipal(), name, key);
    return new LookupAnswerView(answer.state().wire(), answer.asOf(), answer.data());
  }
}
