package io.lamplighter.desk;

import io.lamplighter.api.clocks.Matter;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.organisation.AreaType;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others say of submissions before their transaction begins: whose they are, where they
 * belong, what is promised for them.
 *
 * @param houseRegion for a request that neither submission, customer nor caller gives one
 */
record Advice(Matching matching, Placing placing, Promising promising, String houseRegion) {
  /**
   * What is known of one.
   *
   * @param match whose it is, null when nobody knows
   */
  record Known(@Nullable Match match, String region, Belonging belonging, List<Promise> promises) {
    /** The cell that answers for it: the organisation's word counts before the customers'. */
    @Nullable String cell() {
      return belonging.cell() == null && match != null ? match.cell() : belonging.cell();
    }

    @Nullable String areaType() {
      return wire(belonging.areaType());
    }
  }

  /** One answer for each, in order. */
  List<Known> of(List<Draft> drafts, Instant now) {
    List<@Nullable Match> matches = matching.of(drafts);
    List<String> regions = new ArrayList<>(drafts.size());
    List<Place> places = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Match match = matches.get(i);
      regions.add(region(drafts.get(i), match));
      places.add(Placing.place(drafts.get(i), match, regions.get(i)));
    }
    List<Belonging> belongings = placing.of(places, now);
    List<Matter> matters = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      matters.add(matter(drafts.get(i), matches.get(i), regions.get(i), belongings.get(i)));
    }
    List<List<Promise>> promises = promising.of(matters, now);
    List<Known> known = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      known.add(new Known(matches.get(i), regions.get(i), belongings.get(i), promises.get(i)));
    }
    return known;
  }

  private static Matter matter(
      Draft draft, @Nullable Match match, String region, Belonging belonging) {
    return new Matter(
        draft.kind().wire(),
        draft.channel(),
        region,
        match == null ? null : match.customerClass(),
        match == null ? null : Boolean.valueOf(match.important()),
        wire(belonging.areaType()));
  }

  static @Nullable String wire(@Nullable AreaType areaType) {
    return areaType == null ? null : areaType.wire();
  }

  private String region(Draft draft, @Nullable Match match) {
    String given = draft.submission().region();
    if (given != null) {
      return given;
    }
    if (match != null) {
      return match.region();
    }
    Caller caller = draft.caller();
    return caller.region().isEmpty() ? houseRegion : caller.region();
  }
}
