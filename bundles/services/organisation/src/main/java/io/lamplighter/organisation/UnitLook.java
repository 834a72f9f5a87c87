package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.organisation.Piece.What;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The units as they were at one time, for one caller. */
final class UnitLook {
  static final Set<String> FILTERS =
      Set.of("level", "parent", "region", "at", "q", "after", "limit");

  private final Keeper keeper;
  private final Caller caller;
  private final Instant at;
  private final LocalDate day;
  private final Units units;

  /**
   * @param at null for now
   */
  UnitLook(Keeper keeper, Caller caller, @Nullable Instant at) {
    this.keeper = keeper;
    this.caller = caller;
    // Whoever has just brought something in sees it, on whichever node.
    keeper.refresh();
    this.at = Objects.requireNonNullElse(at, keeper.now());
    this.day = keeper.day(this.at);
    this.units = keeper.editions().at(this.at);
  }

  /** At the time that the query asks for, which knows nothing else. */
  static UnitLook of(Keeper keeper, Caller caller, UriInfo uri) {
    Params params = new Params(uri.getQueryParameters(), Set.of("at"));
    Instant at = params.time("at");
    params.check();
    return new UnitLook(keeper, caller, at);
  }

  Units units() {
    return units;
  }

  Instant at() {
    return at;
  }

  LocalDate day() {
    return day;
  }

  private UnitView view(UnitRow row) {
    boolean duty = keeper.rosters().newest(row.key()).version() > 0;
    return UnitView.of(row, units, day, duty);
  }

  /** What a caller wants of the list. */
  record Filter(
      @Nullable Level level, @Nullable String parent, @Nullable String region, @Nullable String q) {
    boolean wants(Unit unit) {
      return (level == null || unit.level() == level)
          && (parent == null || parent.equals(unit.parent()))
          && (region == null || unit.region().startsWith(region))
          && (q == null || unit.name().contains(q) || unit.code().contains(q));
    }
  }

  /** By code. */
  Page<UnitView> find(Filter filter, @Nullable String after, int limit) {
    List<UnitView> found =
        (after == null ? units.all() : units.all().tailMap(after, false))
            .values().stream()
                .filter(row -> row.isValid(day) && caller.covers(row.is().region()))
                .filter(row -> filter.wants(row.is()))
                .limit(limit + 1L)
                .map(this::view)
                .toList();
    return Page.cut(found, limit, UnitView::code);
  }

  UnitView get(String code) {
    keeper.unit(caller, code, at);
    return view(Objects.requireNonNull(units.unit(code, day)));
  }

  List<UnitView> line(String code) {
    keeper.unit(caller, code, at);
    return units.line(code, day).stream().map(this::view).toList();
  }

  /**
   * Who answers for it, also before and after.
   *
   * @param after {@link Charge#place} of the last one of the page before
   */
  Page<Charge> people(String code, @Nullable String after, int limit) {
    keeper.unit(caller, code, at);
    List<Charge> found =
        units.charges(code).stream()
            .sorted(Comparator.comparing(Charge::place))
            .filter(one -> after == null || one.place().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    return Page.cut(found, limit, Charge::place);
  }

  /**
   * Polygons of cells, by code, as a FeatureCollection.
   *
   * @param above only of units somewhere below this one; null for all of the caller's
   * @param after code of the last one of the page before
   */
  String shapes(@Nullable String above, @Nullable String after, int limit) {
    NavigableMap<String, Piece> all = units.pieces(What.SHAPES);
    ShapeWriter page = new ShapeWriter();
    String last = null;
    int left = limit;
    for (Piece piece : (after == null ? all : all.tailMap(after, false)).values()) {
      if (isHis(piece.unit(), above)) {
        if (left-- == 0 || !page.add((Shape) piece)) {
          return page.page(last);
        }
        last = piece.unit();
      }
    }
    return page.page(null);
  }

  private boolean isHis(String cell, @Nullable String above) {
    return units.unit(cell, day) != null
        && isHis(cell)
        && (above == null
            || units.line(cell, day).stream().anyMatch(row -> row.key().equals(above)));
  }

  List<String> inCharge(String code) {
    return units.charges(code, day).stream().map(Charge::login).toList();
  }

  List<String> onDuty(String code) {
    keeper.unit(caller, code, at);
    return keeper.rosters().at(code, at).onDuty(at);
  }

  /**
   * @param shown so many were on the pages before
   */
  Page<Units.Conflict> conflicts(long shown, int limit) {
    List<Units.Conflict> found =
        units
            .conflicts(day)
            .filter(one -> one.cells().stream().anyMatch(this::isHis))
            .skip(shown)
            .limit(limit + 1L)
            .toList();
    return Page.cut(found, limit, last -> Long.toString(shown + limit));
  }

  private boolean isHis(String code) {
    UnitRow row = units.all().get(code);
    return row != null && caller.covers(row.is().region());
  }
}
