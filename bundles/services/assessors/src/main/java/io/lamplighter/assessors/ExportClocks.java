package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.Limits.Limit;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.clocks.WorkingDays.Calendar;
import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clocks as the house has them, with the rules and calendars by which each can be reckoned. */
final class ExportClocks {
  private final Caller caller;
  private final Neighbourhood neighbours;
  private final Set<String> editions = new TreeSet<>();
  private final Set<String> codes = new TreeSet<>();
  private final Set<String> calendars = new TreeSet<>();

  ExportClocks(Caller caller, Neighbourhood neighbours) {
    this.caller = caller;
    this.neighbours = neighbours;
  }

  void clocks(Parcel parcel, Collection<String> subjects) throws IOException {
    RunningClocks clocks = neighbours.clocks();
    if (clocks == null) {
      return;
    }
    for (String on : subjects) {
      ClockQuery query = new ClockQuery(on, null, null, null, null, null, null, Page.MAX);
      for (Clock clock : clocks.find(caller, query).items()) {
        codes.add(clock.rule());
        editions.add(edition(clock.rule(), clock.edition(), clock.issuer()));
        parcel.row(
            "clock",
            clock.id(),
            "on",
            clock.on(),
            "rule",
            clock.rule(),
            "edition",
            clock.edition(),
            "issuer",
            clock.issuer(),
            "state",
            clock.state().wire(),
            "startedAt",
            clock.startedAt(),
            "dueAt",
            clock.dueAt(),
            "breachedAt",
            clock.breachedAt(),
            "endedAt",
            clock.endedAt());
      }
    }
  }

  private static String edition(String code, String edition, String issuer) {
    return String.join("\n", code, edition, issuer);
  }

  /** Of one edition there may be lines for different audiences: a clock does not say which. */
  void rules(Parcel parcel) throws IOException {
    Limits limits = neighbours.limits();
    if (limits == null) {
      return;
    }
    for (String code : codes) {
      for (Limit limit : limits.find(caller, new Limits.Wanted(code, null, null, null))) {
        if (!editions.contains(edition(limit.code(), limit.edition(), limit.issuer()))) {
          continue;
        }
        calendars.add(limit.calendar());
        parcel.row(
            "rule",
            limit.code(),
            "edition",
            limit.edition(),
            "issuer",
            limit.issuer(),
            "amount",
            limit.amount(),
            "unit",
            limit.unit(),
            "calendar",
            limit.calendar(),
            "readings",
            limit.readings(),
            "ends",
            limit.ends(),
            "source",
            limit.source());
      }
    }
  }

  void calendars(Parcel parcel) throws IOException {
    WorkingDays days = neighbours.calendars();
    if (days == null) {
      return;
    }
    for (String name : calendars) {
      Calendar calendar = days.calendar(caller, name);
      Map<String, @Nullable Object> years = new LinkedHashMap<>();
      for (int year : calendar.years()) {
        Map<String, Object> special = new LinkedHashMap<>();
        days.year(caller, name, year)
            .days()
            .forEach(one -> special.put(one.day().toString(), Map.of("off", one.off())));
        years.put(Integer.toString(year), special);
      }
      parcel.row(
          "calendar",
          name,
          "everyDay",
          calendar.everyDay(),
          "worktime",
          calendar.worktime(),
          "dayEnds",
          calendar.dayEnds(),
          "official",
          calendar.official(),
          "years",
          years);
    }
  }
}
