package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.Capacities;
import io.lamplighter.api.dispatch.CapacityLine;
import io.lamplighter.api.dispatch.CrewLine;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Crews and what they can take, for the parts of this bundle and for others. */
@Component(service = {CapacityDesk.class, Capacities.class})
public final class CapacityDesk implements Capacities {
  private final CrewDesk desk;
  private final Capacity capacity;

  @Activate
  public CapacityDesk(@Reference CrewDesk desk, @Reference WorkDesk work) {
    this(desk, work.tools(), work.patience());
  }

  /**
   * @param held how long an order may stand still when it should go on
   */
  CapacityDesk(CrewDesk desk, Tools tools, Duration held) {
    this.desk = desk;
    capacity =
        new Capacity(
            desk,
            (connection, station, span, now) ->
                new Tours(tools, connection, now).ofStation(station, span),
            new OtherDay(tools),
            held);
  }

  Capacity capacity() {
    return capacity;
  }

  @Override
  public List<CrewLine> crews(Caller caller, @Nullable String station) {
    Instant now = desk.now();
    return desk.work()
        .read(t -> new CrewTables(t.connection()).lines(caller.region(), station, now, MOST));
  }

  @Override
  public List<CapacityLine> sheet(Caller caller, String station, @Nullable LocalDate day) {
    LocalDate on = Objects.requireNonNullElseGet(day, () -> desk.day(desk.now()));
    String code = capacity.station(caller, station).code();
    return desk.work()
        .call(
            t -> {
              Sheet sheet = capacity.week(t.connection(), code, on, desk.now()).on(on);
              Map<String, String> names = new CapacityTables(t.connection()).names(sheet);
              return sheet.crews().stream().flatMap(crew -> lines(crew, names).stream()).toList();
            });
  }

  private static List<CapacityLine> lines(CrewRoom crew, Map<String, String> names) {
    Span span = crew.shift().span();
    String code = crew.shift().crew();
    String name = names.getOrDefault(code, code);
    List<CapacityLine> lines = new ArrayList<>();
    lines.add(
        new CapacityLine(
            code,
            name,
            span.from(),
            span.to(),
            null,
            crew.canMinutes(),
            crew.hasMinutes(),
            crew.leftMinutes()));
    crew.kinds()
        .forEach(
            room ->
                lines.add(
                    new CapacityLine(
                        code,
                        name,
                        span.from(),
                        span.to(),
                        room.kind(),
                        room.can(),
                        room.has(),
                        room.left())));
    return lines;
  }
}
