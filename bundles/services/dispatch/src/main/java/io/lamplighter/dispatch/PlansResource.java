package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The board of a station's day: look, try, move, have it planned, tell everybody. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/plans")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PlansResource implements Resource {
  /** As many as a proposal can have: what waits, and what is in the tours. */
  private static final int MOST_MOVES = 5_000;

  private static final long LARGEST_MOVES = 1 << 20;

  private final WorkDesk desk;
  private final Plans plans;
  private final Proposals proposals;

  @Activate
  public PlansResource(@Reference WorkDesk desk) {
    this.desk = desk;
    plans = new Plans(desk.tools());
    proposals = new Proposals(desk.tools(), desk.planner());
  }

  /** Which board, and perhaps what is to be done on it. */
  record Body(
      @Nullable String station,
      @Nullable String day,
      @Nullable String workOrder,
      @Nullable String crew,
      @Nullable String start,
      @Nullable Boolean pinned,
      @Nullable List<Move.@Nullable Sent> moves) {
    static final Body NONE = new Body(null, null, null, null, null, null, null);

    Which which() {
      List<FieldError> errors = new ArrayList<>();
      LocalDate on = WrittenDay.read(day);
      if (on == null) {
        errors.add(new FieldError("/day", WrittenDay.FORM));
      }
      if (station == null || station.isBlank()) {
        errors.add(FieldError.of("/station", "is missing", "缺失"));
      }
      if (on == null || station == null || !errors.isEmpty()) {
        throw new Refusal.Invalid(errors);
      }
      return new Which(station, on);
    }

    Move move() {
      return new Move.Sent(workOrder, crew, start, pinned).read("", true);
    }

    List<Move> planned() {
      if (moves == null || moves.isEmpty() || moves.size() > MOST_MOVES) {
        throw new Refusal.Invalid(
            "/moves", "must be 1 to " + MOST_MOVES + " moves", "须为 1 至 " + MOST_MOVES + " 项");
      }
      List<Move> all = new ArrayList<>();
      Set<String> orders = new HashSet<>();
      for (int i = 0; i < moves.size(); i++) {
        Move.Sent sent = moves.get(i);
        Move move =
            (sent == null ? new Move.Sent(null, null, null, null) : sent)
                .read("/moves/" + i, false);
        if (!orders.add(move.workOrder())) {
          throw new Refusal.Invalid("/moves/" + i + "/workOrder", "is moved already", "该派工单已在前面移动");
        }
        all.add(move);
      }
      return all;
    }
  }

  private record Which(String station, LocalDate day) {}

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Versioned<BoardView> board(
      @Context UriInfo uri, @Context SecurityContext security, @Context HttpHeaders headers) {
    Params params = new Params(uri.getQueryParameters(), Set.of("station", "day"));
    String station = params.text("station");
    String day = params.text("day");
    params.check();
    Body asked = new Body(station, day, null, null, null, null, null);
    return board(caller(security), asked.which(), headers);
  }

  private Versioned<BoardView> board(Caller caller, Which which, HttpHeaders headers) {
    StationDay found = plans.read(caller, which.station(), which.day());
    BoardView.Eye eye =
        new BoardView.Eye(desk.tools().now(), desk.patience(), Languages.of(headers));
    BuiltPlan built =
        desk.tools().work().find(t -> BuiltPlan.find(t.connection(), which.station(), which.day()));
    List<MovedPromise> moved =
        desk.tools()
            .work()
            .read(
                t ->
                    MovedPromise.of(
                        t.connection(), which.station(), desk.tools().span(which.day())));
    return new Versioned<>(BoardView.of(found, built, moved, eye), found.version());
  }

  @POST
  @Path("check")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor"})
  @Unkeyed("only asks")
  public PlanViews.Check check(
      @Nullable Body body, @Context SecurityContext security, @Context HttpHeaders headers) {
    Body asked = body == null ? Body.NONE : body;
    Which which = asked.which();
    Move move = asked.move();
    return PlanViews.check(
        plans.check(caller(security), which.station(), which.day(), move),
        move.workOrder(),
        Languages.of(headers));
  }

  @GET
  @Path("places")
  @MayCall({"dispatcher", "supervisor"})
  public PlanViews.Places places(
      @Context UriInfo uri, @Context SecurityContext security, @Context HttpHeaders headers) {
    Params params = new Params(uri.getQueryParameters(), Set.of("workOrder", "day"));
    String no = params.text("workOrder");
    String day = params.text("day");
    if (WrittenDay.read(day) == null) {
      params.bad("day", WrittenDay.FORM.en(), WrittenDay.FORM.zh());
    }
    params.check();
    Caller caller = caller(security);
    WorkOrder order =
        WorkOrder.seen(
            caller,
            no == null
                ? null
                : desk.tools().work().find(t -> new WorkTables(t.connection()).get(no)));
    if (order.station() == null) {
      return new PlanViews.Places(List.of(), List.of());
    }
    Which which = new Body(order.station(), day, null, null, null, null, null).which();
    StationDay found = plans.read(caller, which.station(), which.day());
    Locale language = Languages.of(headers);
    Job job = order.looseJob(desk.tools().now());
    return PlanViews.places(found, job, desk.tools().house().zone(), language);
  }

  @POST
  @Path("move")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor"})
  public Versioned<BoardView> move(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Body body,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Body asked = body == null ? Body.NONE : body;
    return moved(asked.which(), List.of(asked.move()), ifMatch, "moved", security, headers);
  }

  @POST
  @Path("apply")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"dispatcher", "supervisor"},
      body = LARGEST_MOVES)
  public Versioned<BoardView> apply(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Body body,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Body asked = body == null ? Body.NONE : body;
    return moved(asked.which(), asked.planned(), ifMatch, "planned", security, headers);
  }

  private Versioned<BoardView> moved(
      Which which,
      List<Move> moves,
      @Nullable String ifMatch,
      String why,
      SecurityContext security,
      HttpHeaders headers) {
    Caller caller = caller(security);
    Long seen = seen(caller, which, ifMatch);
    plans.move(caller, which.station(), which.day(), moves, seen, why);
    return board(caller, which, headers);
  }

  private @Nullable Long seen(Caller caller, Which which, @Nullable String ifMatch) {
    return Versions.seen(ifMatch, () -> plans.read(caller, which.station(), which.day()).version());
  }

  @POST
  @Path("propose")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor"})
  @Unkeyed("only asks")
  public PlanViews.ProposalView propose(
      @Nullable Body body, @Context SecurityContext security, @Context HttpHeaders headers) {
    Which which = (body == null ? Body.NONE : body).which();
    StationDay found = plans.read(caller(security), which.station(), which.day());
    return PlanViews.proposal(proposals.propose(found), Languages.of(headers));
  }

  @POST
  @Path("publish")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor"})
  public Versioned<BoardView> publish(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Body body,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Which which = (body == null ? Body.NONE : body).which();
    Caller caller = caller(security);
    plans.publish(caller, which.station(), which.day(), seen(caller, which, ifMatch));
    return board(caller, which, headers);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
