package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Sessions;
import io.lamplighter.kit.http.Params;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
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

/** People log in and out, and see and end what is open. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/sessions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource implements Resource {
  private final Access access;
  private final Sessions sessions;
  private final RegionTime time;

  @Activate
  public SessionsResource(
      @Reference Access access, @Reference Sessions sessions, @Reference House house) {
    this.access = access;
    this.sessions = sessions;
    this.time = RegionTime.of(house);
  }

  record Login(@Nullable String user, @Nullable String password) {}

  record OpenView(
      String id, String user, String openedAt, String usedAt, String expiresAt, String address) {}

  record SessionView(String token, String expiresAt, List<String> roles, String region) {}

  /** What a page is told: its session is kept where it cannot read it. */
  record SignedInView(String expiresAt, List<String> roles, String region) {}

  record CurrentView(String user, List<String> roles, String region) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"public", "partner", "staff"})
  @Unkeyed("an earlier session may have ended")
  public Response logIn(
      @Nullable Login login,
      @HeaderParam(SessionCookie.ASKED_BY) @Nullable String page,
      @Context HttpServletRequest request) {
    List<FieldError> errors = new ArrayList<>();
    String user = needed(login == null ? null : login.user(), "/user", errors);
    String password = needed(login == null ? null : login.password(), "/password", errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    String mark = DeviceMark.of(request);
    Object address = request.getAttribute(Resource.CLIENT_ADDRESS);
    Access.Session session =
        access.logIn(user, password, new Access.Origin(Objects.toString(address, ""), mark));
    Response.ResponseBuilder answer =
        Response.created(URI.create("/api/v1/sessions/current"))
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.SET_COOKIE, DeviceMark.header(mark));
    String expiresAt = time.text(session.expiresAt());
    List<String> roles = roles(session.caller());
    String region = session.caller().region();
    if (SessionCookie.isAsked(page)) {
      return answer
          .header(HttpHeaders.SET_COOKIE, SessionCookie.keeping(session.token()))
          .entity(new SignedInView(expiresAt, roles, region))
          .build();
    }
    return answer.entity(new SessionView(session.token(), expiresAt, roles, region)).build();
  }

  /** Nothing (204) for who is not logged in: asking is no mistake. */
  @GET
  @Path("current")
  @MayCall({"public", "staff"})
  public @Nullable CurrentView current(@Context SecurityContext security) {
    Caller caller = Callers.of(security);
    if (caller.kind() == Caller.Kind.PUBLIC) {
      return null;
    }
    return new CurrentView(caller.name(), roles(caller), caller.region());
  }

  private static List<String> roles(Caller caller) {
    return caller.roles().stream().sorted().map(Role::wire).toList();
  }

  @DELETE
  @Path("current")
  @MayCall("staff")
  @Unkeyed("each session is another one")
  public Response logOut(@Context HttpHeaders headers) {
    access.logOut(Callers.token(headers));
    return Response.noContent().header(HttpHeaders.SET_COOKIE, SessionCookie.forgetting()).build();
  }

  @GET
  @MayCall("staff")
  public Page<OpenView> open(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("user"));
    String user = params.text("user");
    params.check();
    return Page.all(
        sessions.open(Callers.of(security), user).stream()
            .map(
                one ->
                    new OpenView(
                        one.id(),
                        one.user(),
                        time.text(one.openedAt()),
                        time.text(one.usedAt()),
                        time.text(one.expiresAt()),
                        one.address()))
            .toList());
  }

  @DELETE
  @Path("{id}")
  @MayCall("staff")
  public void end(@PathParam("id") String id, @Context SecurityContext security) {
    sessions.end(Callers.of(security), id);
  }

  private static String needed(@Nullable String value, String pointer, List<FieldError> errors) {
    if (value == null || value.isEmpty()) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
      return "";
    }
    return value;
  }
}
