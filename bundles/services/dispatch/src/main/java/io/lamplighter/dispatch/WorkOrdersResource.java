package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Work orders: look. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/work-orders")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkOrdersResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of("request", "station", "crew", "state", "open", "region", "after", "limit");

  private final WorkDesk desk;
  private final Files files;

  @Activate
  public WorkOrdersResource(@Reference WorkDesk desk) {
    this.desk = desk;
    files = new Files(desk.tools(), desk.acts());
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<WorkView> find(
      @Context UriInfo uri, @Context SecurityContext security, @Context HttpHeaders headers) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    Caller caller = (Caller) security.getUserPrincipal();
    String region = params.region("region");
    WorkFilter filter =
        new WorkFilter(
            Objects.requireNonNullElse(region, caller.region()),
            params.text("request"),
            params.text("station"),
            params.text("crew"),
            params.oneOf("state", WorkState.values(), WorkState::wire),
            params.yesOrNo("open"),
            params.text("after"));
    int limit = params.limit(50);
    params.check();
    caller.requireRegion(filter.region());
    List<WorkOrder> found = desk.tools().work().read(t -> filter.list(t.connection(), limit));
    Locale language = Languages.of(headers);
    return Page.cut(found, limit, WorkOrder::no).map(order -> view(order, language));
  }

  private WorkView view(WorkOrder order, Locale language) {
    return WorkView.of(order, desk.tools().now(), desk.patience(), language);
  }

  @GET
  @Path("{no}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Versioned<WorkView> get(
      @PathParam("no") String no, @Context SecurityContext security, @Context HttpHeaders headers) {
    Caller caller = (Caller) security.getUserPrincipal();
    String plain = no.replace("\0", "");
    WorkOrder order =
        WorkOrder.seen(
            caller, desk.tools().work().find(t -> new WorkTables(t.connection()).get(plain)));
    return new Versioned<>(view(order, Languages.of(headers)), order.version());
  }

  /**
   * A picture or signature of a work order.
   *
   * @param kind photo or signature
   */
  record FileView(String id, String kind, String type, long size) {}

  @GET
  @Path("{no}/files")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Page<FileView> files(@PathParam("no") String no, @Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    return Page.all(files.ofOrder(caller, no.replace("\0", "")))
        .map(file -> new FileView(file.id().toString(), file.kind(), file.type(), file.size()));
  }

  /** One of them as it came; the look is noted. */
  @GET
  @Path("{no}/files/{id}")
  @Produces(MediaType.WILDCARD)
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Response file(
      @PathParam("no") String no, @PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    Files.Picture picture = files.picture(caller, no.replace("\0", ""), id);
    WorkOrder order = picture.order();
    desk.looks()
        .note(
            Look.by(caller, "work-order-file", order.region())
                .shows("requests", List.of(order.requestNo())));
    StreamingOutput all =
        out -> {
          for (byte[] part : picture.parts()) {
            out.write(part);
          }
        };
    return Response.ok(all).type(picture.file().type()).build();
  }
}
