package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.Board;
import io.lamplighter.api.dispatch.Boards;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stations' days, as other parts ask about them. */
@Component(service = Boards.class)
public final class BoardsService implements Boards {
  private final Tools tools;
  private final Plans plans;

  @Activate
  public BoardsService(@Reference WorkDesk desk) {
    tools = desk.tools();
    plans = new Plans(tools);
  }

  @Override
  public Board day(Caller caller, String station, @Nullable LocalDate day) {
    caller.require(Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR);
    LocalDate on = day == null ? tools.day(tools.now()) : day;
    StationDay found = plans.read(caller, station, on);
    return new Board(
        station,
        on,
        found.version(),
        found.published(),
        found.tours().stream().map(tour -> tour(found, tour)).toList(),
        found.waiting().stream().map(order -> work(order, null)).toList(),
        tools
            .work()
            .<List<MovedPromise>>read(t -> MovedPromise.of(t.connection(), station, tools.span(on)))
            .stream()
            .map(BoardsService::moved)
            .toList());
  }

  private static Board.Moved moved(MovedPromise one) {
    Span now = one.now();
    return new Board.Moved(
        one.workOrder(),
        one.requestNo(),
        one.was().from(),
        one.was().to(),
        now == null ? null : now.from(),
        now == null ? null : now.to(),
        one.because(),
        one.says());
  }

  private static Board.Tour tour(StationDay day, Tour tour) {
    CrewShift shift = tour.shift();
    List<Board.Work> stops = new ArrayList<>();
    for (Tour.Stop stop : tour.stops()) {
      WorkOrder order = day.orders().get(stop.job().order());
      if (order != null) {
        stops.add(work(order, stop));
      }
    }
    return new Board.Tour(
        shift.crew(), day.name(shift.crew()), shift.span().from(), shift.span().to(), stops);
  }

  private static Board.Work work(WorkOrder order, Tour.@Nullable Stop stop) {
    Span promise = order.promise();
    return new Board.Work(
        order.no(),
        order.requestNo(),
        order.kind(),
        order.state(),
        stop == null ? null : stop.start(),
        stop == null ? null : stop.leave(),
        promise == null ? null : promise.from(),
        promise == null ? null : promise.to(),
        stop != null && !stop.late().isZero());
  }
}
