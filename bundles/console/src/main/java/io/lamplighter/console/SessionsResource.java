package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People log in and out. */
@Component(
    service = Resource.class,
    configurationPid = ConsoleConfig.PID,
    property = Resource.PATH + "=/api/v1/sessions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource implements Resource {
  private final Access access;
  private final RegionTime time;

  @Activate
  public SessionsResource(@Reference Access access, ConsoleConfig config) {
    this.access = access;
    this.time = RegionTime.of(config);
  }

  record Login(@Nullable String user, @Nullable String password) {}

  record SessionView(String token, String expiresAt, List<String> roles, String region) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response logIn(@Nullable Login login) {
    List<FieldError> errors = new ArrayList<>();
    String user = needed(login == null ? null : login.user(), "/user", errors);
    String password = needed(login == null ? null : login.password(), "/password", errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    Access.Session session = access.logIn(user, password);
    return Response.created(URI.create("/api/v1/sessions/current"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(
            new SessionView(
                session.token(),
                time.text(session.expiresAt()),
                session.caller().roles().stream().sorted().map(Role::wire).toList(),
                session.caller().region()))
        .build();
  }

  @DELETE
  @Path("current")
  public void logOut(@Context HttpHeaders headers) {
    access.logOut(Callers.token(headers));
  }

  private static String needed(@Nullable String value, String pointer, List<FieldError> errors) {
    if (value == null || value.isEmpty()) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
      return "";
    }
    return value;
  }
}
