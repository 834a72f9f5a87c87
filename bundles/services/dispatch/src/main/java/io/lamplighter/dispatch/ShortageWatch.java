package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.PlanFact;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes over all stations for shortages, and tells of each once. */
final class ShortageWatch {
  private final CrewDesk desk;
  private final Capacity capacity;

  ShortageWatch(CrewDesk desk, Capacity capacity) {
    this.desk = desk;
    this.capacity = capacity;
  }

  /**
   * Of all stations.
   *
   * @param canMinutes of today, as the other minutes
   * @param shortages that there are in the next days
   */
  record Totals(long canMinutes, long hasMinutes, long leftMinutes, long shortages) {
    static final Totals NONE = new Totals(0, 0, 0, 0);

    private Totals plus(Totals other) {
      return new Totals(
          canMinutes + other.canMinutes,
          hasMinutes + other.hasMinutes,
          leftMinutes + other.leftMinutes,
          shortages + other.shortages);
    }
  }

  Totals look() {
    Map<String, String> stations =
        desk.work().read(t -> new CapacityTables(t.connection()).stations());
    Totals all = Totals.NONE;
    for (Map.Entry<String, String> station : stations.entrySet()) {
      all = all.plus(desk.work().call(t -> look(t, station.getKey(), station.getValue())));
    }
    return all;
  }

  private Totals look(Transaction transaction, String station, String region) throws SQLException {
    Instant now = desk.now();
    LocalDate today = desk.day(now);
    Capacity.Week week = capacity.week(transaction.connection(), station, today, now);
    List<Shortage> found = week.shortages(desk.kinds());
    CapacityTables tables = new CapacityTables(transaction.connection());
    List<Fact> facts = new ArrayList<>();
    for (Shortage one : found) {
      if (tables.found(station, one, now)) {
        facts.add(
            Fact.of(
                new PlanFact.ShortFound(
                    station,
                    one.day().toString(),
                    one.code(),
                    one.wantedMinutes(),
                    one.canMinutes()),
                station + "/" + one.day(),
                region,
                Caller.system(CrewDesk.SOURCE).actor()));
      }
    }
    if (!facts.isEmpty()) {
      desk.journal().append(transaction, CrewDesk.SOURCE, facts);
    }
    long can = 0;
    long has = 0;
    long left = 0;
    for (Sheet.CrewRoom crew : week.on(today).crews()) {
      can += crew.canMinutes();
      has += crew.hasMinutes();
      left += crew.leftMinutes();
    }
    return new Totals(can, has, left, found.size());
  }
}
