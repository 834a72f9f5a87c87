package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.PUT;
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

/**
 * A page says which request it shows, and hears who else does; what changes comes by the stream.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/lookers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LookersResource implements Resource {
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9-]{8,40}+");

  private final Lookers lookers;
  private final Desk desk;
  private final RegionTime time;

  @Activate
  public LookersResource(@Reference Lookers lookers, @Reference Desk desk, @Reference House house) {
    this.lookers = lookers;
    this.desk = desk;
    this.time = RegionTime.of(house);
  }

  record Shown(@Nullable String requestNo, @Nullable Boolean unsaved, @Nullable Boolean idle) {}

  record LookingView(String requestNo, List<LookerView> lookers) {
    static LookingView of(Lookers.Looking looking, RegionTime time) {
      return new LookingView(
          looking.requestNo(),
          looking.lookers().stream()
              .map(
                  one ->
                      new LookerView(one.user(), one.unsaved(), one.idle(), time.text(one.since())))
              .toList());
    }
  }

  record LookerView(String user, boolean unsaved, boolean idle, String since) {}

  @PUT
  @Path("{page}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  @Unkeyed("says what is so, as often as it is said")
  public LookingView show(
      @Nullable Shown shown, @PathParam("page") String page, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    if (!PAGE.matcher(page).matches()) {
      throw new Refusal.Invalid("/page", "8 to 40 letters, digits, dashes", "8 至 40 位字母、数字或连字符");
    }
    if (shown == null || shown.requestNo() == null) {
      throw new Refusal.Invalid("/requestNo", "is missing", "缺失");
    }
    // Whether he may see it; that he looks is noted where he is shown it.
    String no = desk.get(caller.through("console"), shown.requestNo()).requestNo();
    return LookingView.of(
        lookers.look(
            caller,
            page,
            no,
            Boolean.TRUE.equals(shown.unsaved()),
            Boolean.TRUE.equals(shown.idle())),
        time);
  }

  @DELETE
  @Path("{page}")
  @MayCall({"agent", "dispatcher", "supervisor"})
  @Unkeyed("a page that is gone is gone")
  public void leave(@PathParam("page") String page, @Context SecurityContext security) {
    lookers.leave(Callers.of(security), page);
  }
}
