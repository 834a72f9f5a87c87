package io.lamplighter.indices;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.indices.FigureTable.Place;
import io.lamplighter.indices.FigureTable.Spot;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Figures, and the cases behind them. */
@Component(service = Indices.class)
public final class IndicesService implements Indices {
  static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR
  };

  private final IndexBoard board;
  private final UnitOfWork work;
  private final House house;
  private final Supplier<@Nullable Organisation> organisation;
  private final InstantSource clock;
  private final Runnable goodbye;

  @Activate
  public IndicesService(BundleContext context, @Reference IndexBoard board) {
    this(board, new Neighbours(context));
  }

  private IndicesService(IndexBoard board, Neighbours neighbours) {
    this(board, neighbours.of(Organisation.class)::expected, neighbours.clock(), neighbours::close);
  }

  /**
   * @param organisation gives null where there is none
   * @param goodbye lets the neighbours go
   */
  IndicesService(
      IndexBoard board,
      Supplier<@Nullable Organisation> organisation,
      InstantSource clock,
      Runnable goodbye) {
    this.board = board;
    this.work = board.work();
    this.house = board.house();
    this.organisation = organisation;
    this.clock = clock;
    this.goodbye = goodbye;
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  @Override
  public List<Described> all(Caller caller) {
    caller.require(READERS);
    List<Index> all = board.all();
    return work.call(
        transaction -> {
          List<Described> described = new ArrayList<>();
          for (Index index : all) {
            described.add(described(index, table(transaction, index).parts(), caller));
          }
          return described;
        });
  }

  private static Described described(Index index, List<String> parts, Caller caller) {
    return new Described(
        index.code(),
        index.edition(),
        index.name(),
        index.formula(),
        index.measure(),
        index.moreIsBetter(),
        index.types().stream().sorted().toList(),
        parts,
        mayDrill(index, caller));
  }

  private static boolean mayDrill(Index index, Caller caller) {
    Role[] readers = index.readers().toArray(new Role[0]);
    return readers.length == 0 || caller.hasAny(readers);
  }

  @Override
  public List<Figure> figures(Caller caller, FigureQuery query) {
    caller.require(READERS);
    Index index = board.get(query.index());
    Question.check(query);
    RollUp rollUp = new RollUp(index, query, units(query.to()));
    // Whoever is asked outside is asked while no transaction waits.
    List<Place> places =
        RollUp.needsPlaces(query)
            ? rollUp.places(spots(index, query.part(), query.from(), query.to(), caller))
            : null;
    List<FigureTable.Sum> sums =
        work.call(
            transaction ->
                table(transaction, index).sums(query, caller.region(), places, RollUp.MOST));
    return rollUp.figures(sums);
  }

  private FigureTable table(Transaction transaction, Index index) {
    return new FigureTable(transaction.connection(), index, house.zone());
  }

  /** As they are at the last moment of a day, or now when it is still to come. */
  private Units units(LocalDate to) {
    Instant last = to.plusDays(1).atStartOfDay(house.zone()).toInstant().minusNanos(1);
    Instant now = clock.instant();
    return new Units(organisation.get(), last.isAfter(now) ? now : last);
  }

  @Override
  public Page<Case> cases(Caller caller, CaseQuery query) {
    caller.require(READERS);
    Page.check(query.limit());
    Index index = board.get(query.index());
    if (!mayDrill(index, caller)) {
      caller.require(index.readers().toArray(new Role[0]));
    }
    Question.check(query);
    String under = query.under();
    Units units = under == null ? null : units(query.to());
    List<Spot> spots =
        under == null || units == null
            ? null
            : spots(index, query.part(), query.from(), query.to(), caller).stream()
                .filter(spot -> units.isUnder(under, spot.region(), spot.cell()))
                .toList();
    List<Case> found =
        work.call(transaction -> table(transaction, index).cases(query, caller.region(), spots));
    return Page.cut(found, query.limit(), FigureTable::cursor);
  }

  private List<Spot> spots(
      Index index, @Nullable String part, LocalDate from, LocalDate to, Caller caller) {
    return work.call(
        transaction -> table(transaction, index).spots(part, from, to, caller.region()));
  }
}
