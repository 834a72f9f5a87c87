package io.lamplighter.organisation;

import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.security.Caller;
import io.lamplighter.organisation.Piece.What;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one version has otherwise than the one before, piece by piece. */
final class Changes {
  private final List<Piece> added = new ArrayList<>();
  private final List<Piece> changed = new ArrayList<>();
  private final List<Piece> removed = new ArrayList<>();
  private final Map<String, UnitRow> units;
  private final int held;

  /**
   * @param before the version before
   * @param what the file has: of the caller's region it is all there is
   * @param day from which on it counts
   */
  Changes(Caller caller, Units before, What what, List<Told> told, LocalDate day) {
    Map<String, Piece> next = new LinkedHashMap<>();
    told.forEach(one -> next.put(one.piece().key(), dated(one.piece(), before, day)));
    before
        .pieces(what)
        .forEach(
            (key, piece) -> {
              if (!next.containsKey(key) && isOf(caller, before, piece)) {
                removed.add(piece);
              }
            });
    next.forEach(
        (key, piece) -> {
          Piece old = before.pieces(what).get(key);
          if (old == null) {
            added.add(piece);
          } else if (!old.equals(piece)) {
            changed.add(piece);
          }
        });
    held = before.pieces(what).size() + added.size() - removed.size();
    units = units(before);
    if (what == What.UNITS) {
      dropped(before);
    }
  }

  /** A unit is there from the day on which it was first told of. */
  private static Piece dated(Piece piece, Units before, LocalDate day) {
    if (piece instanceof UnitRow unit) {
      UnitRow old = before.all().get(unit.key());
      return unit.unlessSaid(old == null ? day : old.is().validFrom());
    }
    return piece;
  }

  /** How many of the file's kind there would be, in all regions together. */
  int held() {
    return held;
  }

  private static boolean isOf(Caller caller, Units before, Piece piece) {
    UnitRow unit = before.all().get(piece.unit());
    return unit != null && caller.covers(unit.is().region());
  }

  private Map<String, UnitRow> units(Units before) {
    Map<String, UnitRow> all = new TreeMap<>(before.all());
    removed.stream().filter(UnitRow.class::isInstance).forEach(piece -> all.remove(piece.key()));
    added.forEach(piece -> put(all, piece));
    changed.forEach(piece -> put(all, piece));
    return all;
  }

  private static void put(Map<String, UnitRow> all, Piece piece) {
    if (piece instanceof UnitRow unit) {
      all.put(unit.key(), unit);
    }
  }

  /** What is of a unit goes with it; what only a cell has, also when it is no cell any more. */
  private void dropped(Units before) {
    for (What what : List.of(What.PEOPLE, What.RULES, What.SHAPES)) {
      for (Piece piece : before.pieces(what).values()) {
        UnitRow unit = units.get(piece.unit());
        if (unit == null || what != What.PEOPLE && unit.is().level() != Level.CELL) {
          removed.add(piece);
        }
      }
    }
  }

  /** All units there are then, by code. */
  Map<String, UnitRow> units() {
    return units;
  }

  List<Piece> added() {
    return added;
  }

  List<Piece> changed() {
    return changed;
  }

  List<Piece> removed() {
    return removed;
  }

  boolean isNone() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** A unit that would be left without the one above it, and that one. */
  Map<String, String> orphans() {
    Map<String, String> orphans = new HashMap<>();
    for (UnitRow unit : units.values()) {
      @Nullable String parent = unit.is().parent();
      if (parent != null && !units.containsKey(parent)) {
        orphans.put(unit.key(), parent);
      }
    }
    return orphans;
  }

  /** Cells that are gone, or are none any more. */
  List<String> cellsGone() {
    List<String> gone = new ArrayList<>();
    removed.stream().filter(UnitRow.class::isInstance).forEach(piece -> gone.add(piece.key()));
    changed.stream()
        .filter(piece -> piece instanceof UnitRow unit && unit.is().level() != Level.CELL)
        .forEach(piece -> gone.add(piece.key()));
    return gone;
  }

  /** What was so until now. */
  List<Piece> ended(What what) {
    return of(what, removed, changed);
  }

  /** What is so from now on. */
  List<Piece> begun(What what) {
    return of(what, added, changed);
  }

  private static List<Piece> of(What what, List<Piece> some, List<Piece> more) {
    List<Piece> all = new ArrayList<>(some);
    all.addAll(more);
    all.removeIf(piece -> piece.what() != what);
    return all;
  }
}
