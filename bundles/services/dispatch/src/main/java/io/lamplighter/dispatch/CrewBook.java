package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Crew.Sent;
import io.lamplighter.kit.faults.FieldFaults;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Crews one by one. */
final class CrewBook {
  private final CrewDesk desk;
  private final CrewChange change;

  CrewBook(CrewDesk desk) {
    this.desk = desk;
    change = new CrewChange(desk);
  }

  /**
   * @throws Refusal.NotFound also for one of another region
   */
  Crew get(Caller caller, String code) {
    Crew crew = desk.work().find(t -> new CrewTables(t.connection()).get(code));
    if (crew == null || !caller.covers(crew.region())) {
      throw unknown();
    }
    return crew;
  }

  /** By code. */
  Page<Crew> list(Caller caller, String region, @Nullable String station, String after, int limit) {
    String within = caller.covers(region) ? region : caller.region();
    if (!within.startsWith(region)) {
      return Page.all(List.of());
    }
    List<Crew> found =
        desk.work()
            .call(t -> new CrewTables(t.connection()).list(within, station, after, limit + 1));
    return Page.cut(found, limit, Crew::code);
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("crew.unknown", new Text("There is no such crew", "没有该班组"));
  }

  /**
   * A new one.
   *
   * @param faults what is wrong with it already
   * @throws Refusal.Conflict {@code crew.exists}
   * @throws Refusal.Invalid naming everything that is wrong
   */
  Crew add(Caller caller, Crew wanted, FieldFaults faults) {
    return put(
        caller,
        wanted,
        faults,
        crew -> {
          if (crew != null) {
            throw new Refusal.Conflict(
                "crew.exists",
                new Text("There is a crew " + wanted.code(), "已有班组 " + wanted.code()));
          }
        });
  }

  /**
   * Takes another one's place.
   *
   * @param seen its version that the caller saw, null for any
   * @throws Refusal.Stale when it is another one by now
   */
  Crew change(Caller caller, Crew wanted, @Nullable Long seen, FieldFaults faults) {
    return put(caller, wanted, faults, crew -> seen(caller, crew, seen));
  }

  private static void seen(Caller caller, @Nullable Crew crew, @Nullable Long seen) {
    if (crew == null || !caller.covers(crew.region())) {
      throw unknown();
    }
    if (seen != null && seen != crew.version()) {
      throw new Refusal.Stale(seen, crew.version());
    }
  }

  @FunctionalInterface
  private interface Condition {
    void of(@Nullable Crew before);
  }

  private Crew put(Caller caller, Crew wanted, FieldFaults faults, Condition condition) {
    CrewChange.mayBy(caller);
    List<Sent> sent = change.ready(caller, List.of(new Sent("", false, wanted)), faults);
    return desk.work()
        .command(
            transaction -> {
              CrewTables tables = new CrewTables(transaction.connection());
              tables.lock();
              condition.of(tables.get(wanted.code()));
              change.ofOneCrew(tables, sent, Set.of(), faults);
              faults.refuseIfAny();
              Crew crew = sent.get(0).crew();
              return change.keep(transaction, caller, List.of(crew), List.of()).get(0);
            });
  }

  /** Nothing is left of it but what it has done. */
  void remove(Caller caller, String code, @Nullable Long seen) {
    CrewChange.mayBy(caller);
    desk.work()
        .command(
            transaction -> {
              CrewTables tables = new CrewTables(transaction.connection());
              tables.lock();
              Crew crew = tables.get(code);
              seen(caller, crew, seen);
              List<Crew> gone = List.of(Objects.requireNonNull(crew));
              CrewChange.nothingHangs(tables, gone);
              return change.keep(transaction, caller, List.of(), gone);
            });
  }
}
