package io.lamplighter.desk;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.desk.UnplacedTable.Unplaced;
import io.lamplighter.kit.finds.Finds;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives open requests their cell when the organisation can say it after they have come in. One that
 * has a cell keeps it.
 */
final class LatePlacer {
  private final UnitOfWork work;
  private final Journal journal;
  private final Placing placing;
  private final Names names;
  private final InstantSource clock;

  LatePlacer(UnitOfWork work, Journal journal, Placing placing, Names names, InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.placing = placing;
    this.names = names;
    this.clock = clock;
  }

  void place(Collection<String> requestNos) {
    List<Unplaced> unplaced = work.read(t -> new UnplacedTable(t.connection()).of(requestNos));
    if (unplaced.isEmpty()) {
      return;
    }
    List<Belonging> found =
        placing.of(unplaced.stream().map(one -> fed(one.place())).toList(), clock.instant());
    Map<String, Belonging> cells = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).cell() != null) {
        cells.put(unplaced.get(i).requestNo(), found.get(i));
      }
    }
    if (!cells.isEmpty()) {
      work.run(transaction -> assign(transaction, cells));
    }
  }

  /** With what feeds the place that its address names. */
  private Place fed(Place place) {
    String address = place.address();
    if (place.transformer() != null || address == null) {
      return place;
    }
    Finds known = names.address(address, place.region(), clock.instant());
    return new Place(
        place.servicePoint(),
        known.transformer(),
        place.feeder(),
        known.isWhole() ? known.address() : address,
        place.location(),
        place.region());
  }

  private void assign(Transaction transaction, Map<String, Belonging> cells) throws SQLException {
    LateChanges.write(
        transaction,
        journal,
        new UnplacedTable(transaction.connection()).hold(cells.keySet()),
        request -> assign(request, Objects.requireNonNull(cells.get(request.requestNo()))));
  }

  private static Fact assign(RequestEntity request, Belonging belonging) {
    request.assignTo(Objects.requireNonNull(belonging.cell()));
    return Facts.located(request, request.version() + 1, belonging);
  }
}
