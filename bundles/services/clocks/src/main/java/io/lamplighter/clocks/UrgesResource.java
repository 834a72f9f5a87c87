package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Urge;
import io.lamplighter.api.clocks.Urges;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

/** Urges (督办): raise one, look, answer. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/urges")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class UrgesResource implements Resource {
  private final Urges urges;

  @Activate
  public UrgesResource(@Reference Urges urges) {
    this.urges = urges;
  }

  record NewUrge(
      @Nullable String on,
      @Nullable String to,
      @Nullable String text,
      @Nullable Integer answerWithinMinutes) {}

  record AnswerBody(@Nullable String text) {}

  /**
   * @param text what is asked; null to whom personal data is masked, unless it is by or to himself
   * @param answer as the text
   */
  record UrgeView(
      String id,
      String on,
      String region,
      String to,
      @Nullable String text,
      String raisedBy,
      Instant raisedAt,
      Instant answerBy,
      @Nullable String answer,
      @Nullable String answeredBy,
      @Nullable Instant answeredAt,
      long version) {}

  @GET
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "administrator"})
  public Page<UrgeView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("on", "to", "open", "after", "limit"));
    String on = params.text("on");
    String to = params.text("to");
    Boolean open = params.yesOrNo("open");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    Caller caller = caller(security);
    return urges.find(caller, on, to, open, after, limit).map(urge -> shown(caller, urge));
  }

  @GET
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "administrator"})
  public Versioned<UrgeView> get(@PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(caller, urges.get(caller, id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Response raise(@Nullable NewUrge body, @Context SecurityContext security) {
    Caller caller = caller(security);
    NewUrge wanted = body == null ? new NewUrge(null, null, null, null) : body;
    Urge urge =
        urges.raise(
            caller,
            Objects.requireNonNullElse(wanted.on(), ""),
            Objects.requireNonNullElse(wanted.to(), ""),
            Objects.requireNonNullElse(wanted.text(), ""),
            Duration.ofMinutes(Objects.requireNonNullElse(wanted.answerWithinMinutes(), 0)));
    return Response.created(URI.create("/api/v1/urges/" + urge.id()))
        .entity(view(caller, urge))
        .build();
  }

  @POST
  @Path("{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "administrator"})
  public Versioned<UrgeView> answer(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable AnswerBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    Long seen = Versions.seen(ifMatch, () -> urges.get(caller, id).version());
    String text = body == null ? null : body.text();
    return view(caller, urges.answer(caller, id, seen, Objects.requireNonNullElse(text, "")));
  }

  private Versioned<UrgeView> view(Caller caller, Urge urge) {
    return new Versioned<>(shown(caller, urge), urge.version());
  }

  private UrgeView shown(Caller caller, Urge urge) {
    boolean his = List.of(urge.raisedBy(), urge.to()).contains(caller.actor());
    boolean masked = caller.seesMasked() && !his;
    return new UrgeView(
        urge.id(),
        urge.on(),
        urge.region(),
        urge.to(),
        masked ? null : urge.text(),
        urge.raisedBy(),
        urge.raisedAt(),
        urge.answerBy(),
        masked ? null : urge.answer(),
        urge.answeredBy(),
        urge.answeredAt(),
        urge.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
