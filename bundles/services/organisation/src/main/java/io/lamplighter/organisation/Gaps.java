package io.lamplighter.organisation;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.organisation.Roster.Hole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds when nobody will be on duty, before it comes; tells of each once. */
final class Gaps {
  private static final String SELF = Caller.system("organisation").actor();

  /** So many of one roster are told of. */
  private static final int TOLD = 10;

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Supplier<ZoneId> zone;
  private final Duration ahead;
  private volatile Map<String, List<Hole>> found = Map.of();

  /**
   * @param ahead so far it is looked
   */
  Gaps(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Supplier<ZoneId> zone,
      Duration ahead) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.zone = zone;
    this.ahead = ahead;
  }

  /** Looks at all rosters of units that there are. */
  void look(Iterable<Roster> rosters, Units units) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Map<String, List<Hole>> holes = new TreeMap<>();
    for (Roster roster : rosters) {
      UnitRow unit = units.unit(roster.unit(), LocalDate.ofInstant(now, zone.get()));
      if (unit == null) {
        continue;
      }
      List<Hole> its = roster.holes(now, now.plus(ahead), zone.get());
      if (!its.isEmpty()) {
        holes.put(roster.unit(), its);
        tell(unit.is(), its.stream().limit(TOLD).toList(), now);
      }
    }
    found = holes;
  }

  private void tell(Unit unit, List<Hole> holes, Instant now) {
    work.run(
        transaction -> {
          for (Hole hole : holes) {
            if (new RosterTables(transaction.connection()).found(unit.code(), hole, now)) {
              journal.append(
                  transaction,
                  Imports.SOURCE,
                  Fact.of(
                      new OrganisationFact.GapFound(unit.code(), hole.from(), hole.to()),
                      unit.code(),
                      unit.region(),
                      SELF));
            }
          }
        });
  }

  /** By unit. */
  Map<String, List<Hole>> found() {
    return found;
  }
}
