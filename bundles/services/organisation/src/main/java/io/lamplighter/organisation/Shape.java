package io.lamplighter.organisation;

import java.util.List;

/**
 * The map polygon of a cell.
 *
 * @param geometry GeoJSON, a Polygon or MultiPolygon (RFC 7946)
 */
record Shape(String unit, String geometry) implements Piece {
  static Shape of(List<String> content) {
    return new Shape(content.get(0), content.get(1));
  }

  @Override
  public What what() {
    return What.SHAPES;
  }

  @Override
  public String key() {
    return unit;
  }

  @Override
  public List<String> content() {
    return List.of(unit, geometry);
  }
}
