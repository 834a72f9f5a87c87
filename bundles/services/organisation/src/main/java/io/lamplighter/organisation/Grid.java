package io.lamplighter.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the cells whose polygons hold a place, by a grid of squares over all of them: a square
 * knows whose bounds touch it.
 */
final class Grid {
  private static final Grid EMPTY = new Grid(0, 0, 1, 1, 1);

  /** Most cells touch some nine; one that lies in more is looked at for every place. */
  private static final int MOST_SQUARES = 100;

  private record Piece(String cell, Area area) {}

  private final double west;
  private final double south;
  private final double width;
  private final double height;
  private final int side;
  private final List<List<Piece>> squares;
  private final List<Piece> everywhere = new ArrayList<>();

  private Grid(double west, double south, double width, double height, int side) {
    this.west = west;
    this.south = south;
    this.width = width;
    this.height = height;
    this.side = side;
    this.squares = new ArrayList<>(side * side);
    for (int i = 0; i < side * side; i++) {
      squares.add(new ArrayList<>());
    }
  }

  /** Two squares for each cell in each direction, about. */
  static Grid of(Map<String, Area> areas) {
    if (areas.isEmpty()) {
      return EMPTY;
    }
    double west = areas.values().stream().mapToDouble(a -> a.west).min().orElseThrow();
    double south = areas.values().stream().mapToDouble(a -> a.south).min().orElseThrow();
    double east = areas.values().stream().mapToDouble(a -> a.east).max().orElseThrow();
    double north = areas.values().stream().mapToDouble(a -> a.north).max().orElseThrow();
    int side = 2 * (int) Math.ceil(Math.sqrt(areas.size()));
    Grid grid = new Grid(west, south, (east - west) / side, (north - south) / side, side);
    areas.forEach((cell, area) -> grid.put(new Piece(cell, area)));
    return grid;
  }

  private void put(Piece piece) {
    int bottom = row(piece.area().south);
    int top = row(piece.area().north);
    int left = column(piece.area().west);
    int right = column(piece.area().east);
    if ((top - bottom + 1) * (right - left + 1) > MOST_SQUARES) {
      everywhere.add(piece);
      return;
    }
    for (int row = bottom; row <= top; row++) {
      for (int column = left; column <= right; column++) {
        squares.get(row * side + column).add(piece);
      }
    }
  }

  /** The cells whose bounds may touch those of this one, in the order of their codes. */
  SortedSet<String> near(Area area) {
    SortedSet<String> near = new TreeSet<>();
    everywhere.forEach(piece -> near.add(piece.cell()));
    for (int row = row(area.south); row <= row(area.north); row++) {
      for (int column = column(area.west); column <= column(area.east); column++) {
        squares.get(row * side + column).forEach(piece -> near.add(piece.cell()));
      }
    }
    return near;
  }

  private int column(double lon) {
    return Math.max(0, Math.min(side - 1, (int) ((lon - west) / width)));
  }

  private int row(double lat) {
    return Math.max(0, Math.min(side - 1, (int) ((lat - south) / height)));
  }

  /** The cells that hold it, in the order of their codes. */
  List<String> at(double lon, double lat) {
    List<String> found = new ArrayList<>(2);
    holding(squares.get(row(lat) * side + column(lon)), lon, lat, found);
    holding(everywhere, lon, lat, found);
    if (found.size() > 1) {
      found.sort(null);
    }
    return found;
  }

  private static void holding(List<Piece> pieces, double lon, double lat, List<String> found) {
    for (Piece piece : pieces) {
      if (piece.area().holds(lon, lat)) {
        found.add(piece.cell());
      }
    }
  }
}
