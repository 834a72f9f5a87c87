package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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

/** Appointments: ask for times, take one, give it up; also by the customer with his token. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/appointments")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AppointmentsResource implements Resource {
  private final WorkDesk desk;
  private final Bookings bookings;

  @Activate
  public AppointmentsResource(@Reference WorkDesk desk) {
    this.desk = desk;
    this.bookings = desk.bookings();
  }

  record TakeBody(@Nullable String offer) {}

  /** What of an offer is not there any more is as good as not asked for: nothing is done twice. */
  @POST
  @Path("offers")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  @Unkeyed("asked again, the offers before are made anew")
  public OfferView offers(
      @Nullable WishBody body, @Context SecurityContext security, @Context HttpHeaders headers) {
    Caller caller = caller(security);
    WishBody wanted = Objects.requireNonNullElse(body, WishBody.NONE);
    Offers.Wish wish = wanted.read(caller.actor());
    if (wanted.requestNo() == null) {
      throw new Refusal.Invalid("/requestNo", "is missing", "缺失");
    }
    return shown(bookings.ask(caller, wanted.requestNo(), wish), headers);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Response take(
      @Nullable TakeBody body, @Context SecurityContext security, @Context HttpHeaders headers) {
    return taken(caller(security), body, null, headers);
  }

  private Response taken(
      Caller caller, @Nullable TakeBody body, @Nullable String requestNo, HttpHeaders headers) {
    if (body == null || body.offer() == null) {
      throw new Refusal.Invalid("/offer", "is missing", "缺失");
    }
    Appointment made =
        bookings.take(caller, body.offer(), requestNo, Languages.of(headers)).appointment();
    return Response.created(URI.create("/api/v1/appointments/" + made.id()))
        .entity(new Versioned<>(AppointmentView.of(made), made.version()))
        .build();
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Page<AppointmentView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("request", "limit"));
    String request = params.text("request");
    params.limit(Page.MAX);
    if (request == null) {
      params.bad("request", "is missing", "缺失");
    }
    params.check();
    return Page.all(bookings.ofRequest(caller(security), String.valueOf(request)))
        .map(AppointmentView::of);
  }

  @GET
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Versioned<AppointmentView> get(
      @PathParam("id") String id, @Context SecurityContext security) {
    Appointment one = bookings.get(caller(security), id.replace("\0", ""));
    return new Versioned<>(AppointmentView.of(one), one.version());
  }

  @DELETE
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Response cancel(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    String no = id.replace("\0", "");
    Long seen = Versions.seen(ifMatch, () -> bookings.get(caller, no).version());
    bookings.cancel(caller, no, null, seen);
    return Response.noContent().build();
  }

  /** What the customer was promised; he shows the token that he got with his number. */
  @GET
  @Path("mine")
  @MayCall("public")
  public Page<AppointmentView> mine(@Context UriInfo uri) {
    return Page.all(bookings.ofRequest(Course.SELF, customers(uri))).map(AppointmentView::of);
  }

  @POST
  @Path("mine/offers")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("public")
  @Unkeyed("asked again, the offers before are made anew")
  public OfferView myOffers(
      @Nullable WishBody body, @Context UriInfo uri, @Context HttpHeaders headers) {
    String requestNo = customers(uri);
    Offers.Wish wish = Objects.requireNonNullElse(body, WishBody.NONE).read(CUSTOMER.actor());
    return shown(bookings.ask(CUSTOMER, requestNo, wish), headers);
  }

  private OfferView shown(Offers.Found found, HttpHeaders headers) {
    return OfferView.of(found, desk.tools().house().zone(), Languages.of(headers));
  }

  @POST
  @Path("mine")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("public")
  public Response takeMine(
      @Nullable TakeBody body, @Context UriInfo uri, @Context HttpHeaders headers) {
    String requestNo = customers(uri);
    return taken(CUSTOMER, body, requestNo, headers);
  }

  /** Only one that holds can be given up, and it is his: nobody asks which version he saw. */
  @DELETE
  @Path("mine/{id}")
  @MayCall("public")
  public Response cancelMine(@PathParam("id") String id, @Context UriInfo uri) {
    bookings.cancel(CUSTOMER, id.replace("\0", ""), customers(uri), null);
    return Response.noContent().build();
  }

  /** Whoever has shown the token of a request acts as the public, and only for that request. */
  private static final Caller CUSTOMER = Caller.PUBLIC;

  /**
   * The request whose token was shown.
   *
   * @throws Refusal.NotFound for an unknown number or a wrong token, alike
   */
  private String customers(UriInfo uri) {
    Params params = new Params(uri.getQueryParameters(), Set.of("no", "token"));
    String no = params.text("no");
    String token = params.text("token");
    params.check();
    return desk.desk()
        .track(Objects.requireNonNullElse(no, "-"), Objects.requireNonNullElse(token, "-"))
        .requestNo();
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
