package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People who may log in; for administrators. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/users")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource implements Resource {
  private final Users users;
  private final RegionTime time;

  @Activate
  public UsersResource(@Reference Users users, @Reference House house) {
    this.users = users;
    this.time = RegionTime.of(house);
  }

  record UserView(String user, List<String> roles, String region, @Nullable String lockedUntil) {}

  record NewUser(@Nullable String user, @Nullable List<String> roles, @Nullable String region) {}

  record Rights(@Nullable List<String> roles, @Nullable String region) {}

  record FirstPassword(String user, String password) {}

  @GET
  @MayCall("administrator")
  public Page<UserView> all(@Context SecurityContext security) {
    return Page.all(
        users.users(Callers.of(security)).stream()
            .map(
                user ->
                    new UserView(
                        user.name(),
                        RoleWords.of(user.roles()),
                        user.region(),
                        time.textOrNull(user.lockedUntil())))
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("administrator")
  public Response add(@Nullable NewUser wanted, @Context SecurityContext security) {
    NewUser user = wanted == null ? new NewUser(null, null, null) : wanted;
    List<FieldError> errors = new ArrayList<>();
    String name = Objects.requireNonNullElse(user.user(), "");
    if (name.isBlank()) {
      errors.add(FieldError.of("/user", "is missing", "缺失"));
    }
    Set<Role> roles = roles(user.roles(), errors);
    String region = region(user.region(), errors);
    refuse(errors);
    String password = users.addUser(Callers.of(security), name, roles, region);
    return secret(Response.Status.CREATED, new FirstPassword(name, password));
  }

  @PUT
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("administrator")
  public void change(
      @PathParam("user") String user, @Nullable Rights wanted, @Context SecurityContext security) {
    Rights rights = wanted == null ? new Rights(null, null) : wanted;
    List<FieldError> errors = new ArrayList<>();
    Set<Role> roles = roles(rights.roles(), errors);
    String region = region(rights.region(), errors);
    refuse(errors);
    users.changeUser(Callers.of(security), user, roles, region);
  }

  private static Set<Role> roles(@Nullable List<String> words, List<FieldError> errors) {
    Set<Role> roles = RoleWords.parse(Objects.requireNonNullElse(words, List.of()), errors);
    if (roles.isEmpty()) {
      errors.add(FieldError.of("/roles", "needs at least one role", "至少需要一个角色"));
    }
    return roles;
  }

  private static String region(@Nullable String code, List<FieldError> errors) {
    String region = Objects.requireNonNullElse(code, "");
    if (!Region.isCode(region)) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    return region;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  @POST
  @Path("{user}/password")
  @MayCall("administrator")
  public Response resetPassword(@PathParam("user") String user, @Context SecurityContext security) {
    String password = users.resetPassword(Callers.of(security), user);
    return secret(Response.Status.OK, new FirstPassword(user, password));
  }

  @DELETE
  @Path("{user}")
  @MayCall("administrator")
  public void remove(@PathParam("user") String user, @Context SecurityContext security) {
    users.removeUser(Callers.of(security), user);
  }

  /** An answer that nobody on the way may keep. */
  static Response secret(Response.Status status, Object answer) {
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(answer)
        .build();
  }
}
