package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.organisation.HandoverTables.Filter;
import io.lamplighter.organisation.Handovers.Answer;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Handovers: offer, take or not, look. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/handovers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HandoversResource implements Resource {
  private static final String ME = "me";

  private final Keeper keeper;
  private final Handovers handovers;

  @Activate
  public HandoversResource(@Reference Keeper keeper, @Reference HandoverDesk desk) {
    this.keeper = keeper;
    this.handovers = desk.handovers();
  }

  record NewHandover(@Nullable String on, @Nullable String to, @Nullable String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Response offer(@Nullable NewHandover body, @Context SecurityContext security) {
    NewHandover wanted = body == null ? new NewHandover(null, null, null) : body;
    Handover made =
        handovers.offer(
            caller(security),
            Objects.requireNonNullElse(wanted.on(), ""),
            Objects.requireNonNullElse(wanted.to(), ""),
            Objects.requireNonNullElse(wanted.reason(), ""));
    return Response.created(URI.create("/api/v1/handovers/" + made.id()))
        .entity(shown(made, security))
        .build();
  }

  @GET
  @MayCall("staff")
  public Page<HandoverView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("to", "from", "on", "state", "after", "limit"));
    HandoverEntity.State state =
        params.oneOf("state", HandoverEntity.State.values(), HandoverEntity.State::wire);
    String to = params.text("to");
    String from = params.text("from");
    String on = params.text("on");
    long before = params.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    Caller caller = caller(security);
    // What is offered to him he sees, whosever region it is.
    Filter filter =
        new Filter(
            ME.equals(to) ? "" : caller.region(),
            person(to, caller),
            person(from, caller),
            on,
            state);
    List<Handover> found =
        keeper.work().read(t -> new HandoverTables(t.connection()).list(filter, before, limit));
    String next = found.size() < limit ? null : Long.toString(found.get(found.size() - 1).id());
    return new Page<>(found, next).map(one -> HandoverView.of(one, caller.seesMasked()));
  }

  private static @Nullable String person(@Nullable String name, Caller caller) {
    return ME.equals(name) ? caller.actor() : name;
  }

  @GET
  @Path("{id}")
  @MayCall("staff")
  public Versioned<HandoverView> get(
      @PathParam("id") String id, @Context SecurityContext security) {
    return shown(read(id, security), security);
  }

  private Handover read(String id, SecurityContext security) {
    Caller caller = caller(security);
    Handover found = keeper.work().find(t -> new HandoverTables(t.connection()).get(number(id)));
    if (found == null || !caller.covers(found.region()) && !caller.actor().equals(found.to())) {
      throw Handovers.unknown();
    }
    return found;
  }

  @POST
  @Path("{id}/accept")
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Versioned<HandoverView> accept(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    return answer(id, ifMatch, Answer.ACCEPT, security);
  }

  @POST
  @Path("{id}/decline")
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Versioned<HandoverView> decline(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    return answer(id, ifMatch, Answer.DECLINE, security);
  }

  @POST
  @Path("{id}/withdraw")
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Versioned<HandoverView> withdraw(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    return answer(id, ifMatch, Answer.WITHDRAW, security);
  }

  private Versioned<HandoverView> answer(
      String id, @Nullable String ifMatch, Answer answer, SecurityContext security) {
    Long seen = Versions.seen(ifMatch, () -> read(id, security).version());
    return shown(handovers.answer(caller(security), number(id), seen, answer), security);
  }

  private Versioned<HandoverView> shown(Handover one, SecurityContext security) {
    return new Versioned<>(HandoverView.of(one, caller(security).seesMasked()), one.version());
  }

  private static long number(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw Handovers.unknown();
    }
    return Long.parseLong(id);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
