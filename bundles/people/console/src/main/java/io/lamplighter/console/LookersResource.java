package io.lamplighter.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.dispatch.Board;
import io.lamplighter.api.dispatch.Boards;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
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
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A page says which request or board it shows, and hears who else does; what changes comes by the
 * stream.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/lookers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LookersResource implements Resource {
  private static final Pattern PLAN = Pattern.compile("([^/]{1,40})/(\\d{4}-\\d{2}-\\d{2})");
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9-]{8,40}+");

  private final Lookers lookers;
  private final Desk desk;
  private final Boards boards;
  private final Runnable leave;
  private final RegionTime time;

  @Activate
  public LookersResource(
      BundleContext context,
      @Reference Lookers lookers,
      @Reference Desk desk,
      @Reference House house) {
    this(new Neighbours(context), lookers, desk, house);
  }

  private LookersResource(Neighbours neighbours, Lookers lookers, Desk desk, House house) {
    this(lookers, desk, neighbours.of(Boards.class).service(), house, neighbours::close);
  }

  LookersResource(Lookers lookers, Desk desk, Boards boards, House house, Runnable leave) {
    this.lookers = lookers;
    this.desk = desk;
    this.boards = boards;
    this.leave = leave;
    this.time = RegionTime.of(house);
  }

  @Deactivate
  void stop() {
    leave.run();
  }

  /**
   * One of the two.
   *
   * @param plan a station's day, as {@code 330602-S1/2026-11-30}
   */
  record Shown(
      @Nullable String requestNo,
      @Nullable String plan,
      @Nullable Boolean unsaved,
      @Nullable Boolean idle) {}

  /** Of a request or of a plan; the other is null. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record LookingView(@Nullable String requestNo, @Nullable String plan, List<LookerView> lookers) {
    static LookingView of(Lookers.Looking looking, RegionTime time) {
      boolean isPlan = looking.subject().indexOf('/') >= 0;
      return new LookingView(
          isPlan ? null : looking.subject(),
          isPlan ? looking.subject() : null,
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
    if (shown == null || shown.requestNo() == null && shown.plan() == null) {
      throw new Refusal.Invalid("/requestNo", "is missing", "缺失");
    }
    String subject =
        shown.requestNo() == null
            ? plan(caller, Objects.requireNonNull(shown.plan()))
            // Whether he may see it; that he looks is noted where he is shown it.
            : desk.get(caller.through("console"), shown.requestNo()).requestNo();
    return LookingView.of(
        lookers.look(
            caller,
            page,
            subject,
            Boolean.TRUE.equals(shown.unsaved()),
            Boolean.TRUE.equals(shown.idle())),
        time);
  }

  /** One that he may see. */
  private String plan(Caller caller, String named) {
    Matcher plan = PLAN.matcher(named);
    try {
      if (plan.matches()) {
        Board seen = boards.day(caller, plan.group(1), LocalDate.parse(plan.group(2)));
        return seen.station() + "/" + seen.day();
      }
    } catch (DateTimeException noDay) {
      // as what is written otherwise
    }
    throw new Refusal.Invalid("/plan", "must be <station>/<day>", "须为 <供电所>/<日期>");
  }

  @DELETE
  @Path("{page}")
  @MayCall({"agent", "dispatcher", "supervisor"})
  @Unkeyed("a page that is gone is gone")
  public void leave(@PathParam("page") String page, @Context SecurityContext security) {
    lookers.leave(Callers.of(security), page);
  }
}
