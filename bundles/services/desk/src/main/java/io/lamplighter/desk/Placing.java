package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which cells requests belong to. What nobody can say now is said later. */
final class Placing {
  private final Asking<Organisation> organisation;

  /**
   * @param expected whether there is an organisation, or will be in a moment
   */
  Placing(Organisation organisation, BooleanSupplier expected) {
    this.organisation =
        new Asking<>(organisation, expected, "Which cells they belong to is found out later");
  }

  /** One answer for each, in order. */
  List<Belonging> of(List<Place> places, Instant at) {
    return organisation.ask(
        service -> service.cells(places, at),
        () -> Collections.nCopies(places.size(), Belonging.NONE));
  }

  /** What was said of the place, else what is known of the customer's. */
  static Place place(Draft draft, @Nullable Match match, String region) {
    String address = draft.address();
    return new Place(
        match == null ? null : match.servicePoint(),
        match == null ? draft.finds().transformer() : match.transformer(),
        match == null ? null : match.feeder(),
        address == null && match != null ? match.address() : address,
        draft.location(),
        region);
  }
}
