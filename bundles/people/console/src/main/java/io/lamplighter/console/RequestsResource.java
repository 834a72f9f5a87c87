package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.StrictBody;
import io.lamplighter.kit.http.Versions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests: look, and move them through their life. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/requests")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestsResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of(
          "state",
          "kind",
          "region",
          "customerNo",
          "channel",
          "transformer",
          "cell",
          "kindSure",
          "q",
          "after",
          "limit");

  private final Desk desk;
  private final RegionTime time;

  @Activate
  public RequestsResource(@Reference Desk desk, @Reference House house) {
    this.desk = desk;
    this.time = RegionTime.of(house);
  }

  @GET
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor"})
  public Page<RequestView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    RequestQuery query =
        new RequestQuery(
            params.oneOf("state", RequestState.values(), RequestState::wire),
            params.oneOf("kind", RequestKind.values(), RequestKind::wire),
            params.region("region"),
            params.text("customerNo"),
            params.text("channel"),
            params.text("transformer"),
            params.text("cell"),
            params.yesOrNo("kindSure"),
            params.text("q"),
            params.text("after"),
            params.limit(50));
    params.check();
    return desk.find(Callers.of(security), query).map(request -> RequestView.of(request, time));
  }

  @GET
  @Path("{no}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor"})
  public Versioned<RequestView> get(@PathParam("no") String no, @Context SecurityContext security) {
    Request request = desk.get(Callers.of(security), no);
    return new Versioned<>(RequestView.of(request, time), request.version());
  }

  @GET
  @Path("{no}/similar")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor"})
  public Page<RequestView> similar(@PathParam("no") String no, @Context SecurityContext security) {
    return Page.all(
        desk.similar(Callers.of(security), no).stream()
            .map(request -> RequestView.of(request, time))
            .toList());
  }

  record TimelineItemView(String at, String type, String actor, Map<String, Object> data) {}

  @GET
  @Path("{no}/timeline")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor"})
  public Page<TimelineItemView> timeline(
      @PathParam("no") String no, @Context SecurityContext security) {
    return Page.all(
        desk.timeline(Callers.of(security), no).stream()
            .map(
                item ->
                    new TimelineItemView(
                        time.text(item.at()), item.type(), item.actor(), time.data(item.data())))
            .toList());
  }

  @POST
  @Path("{no}/{move}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Versioned<RequestView> move(
      @PathParam("no") String no,
      @PathParam("move") String move,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte @Nullable [] body,
      @Context SecurityContext security,
      @Context Providers providers,
      @Context HttpHeaders headers)
      throws IOException {
    Caller caller = Callers.of(security);
    Move wanted =
        Move.ofWire(move)
            .orElseThrow(
                () ->
                    new Refusal.NotFound(
                        "move.unknown", new Text("There is no such move", "没有该流转动作")));
    Long seen = Versions.seen(ifMatch, () -> desk.get(caller.through("console"), no).version());
    Map<String, Object> data = StrictBody.fields(body, providers, headers);
    Request moved = desk.move(caller, new MoveOrder(no, wanted, seen, data));
    return new Versioned<>(RequestView.of(moved, time), moved.version());
  }
}
