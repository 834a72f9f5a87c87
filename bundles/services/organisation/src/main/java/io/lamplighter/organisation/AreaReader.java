package io.lamplighter.organisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Reads a GeoJSON geometry (RFC 7946) that a cell can have. */
final class AreaReader {
  static final int MOST_POSITIONS = 5_000;
  private static final int LEAST_POSITIONS = 4;
  private static final double MAX_LON = 180;
  private static final double MAX_LAT = 90;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AreaReader() {}

  /** One that was checked when it came in. */
  static Area kept(String geometry) {
    try {
      return area(JSON.readTree(geometry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept geometry cannot be read", e);
    }
  }

  /**
   * @throws Refusal.Invalid saying what is wrong, with the place inside of the geometry
   */
  static Area read(JsonNode geometry) {
    Area area = area(geometry);
    for (Ring ring : area.rings()) {
      if (ring.crossesItself()) {
        throw wrong("/coordinates", "crosses itself", "自相交");
      }
      if (ring.area() == 0) {
        throw wrong("/coordinates", "encloses nothing", "未围成区域");
      }
    }
    return area;
  }

  private static Area area(JsonNode geometry) {
    String type = geometry.path("type").asText();
    JsonNode coordinates = geometry.path("coordinates");
    List<Ring> rings = new ArrayList<>();
    if (type.equals("Polygon")) {
      polygon(coordinates, "/coordinates", rings);
    } else if (type.equals("MultiPolygon") && coordinates.isArray()) {
      for (int i = 0; i < coordinates.size(); i++) {
        polygon(coordinates.get(i), "/coordinates/" + i, rings);
      }
    } else {
      throw wrong("", "must be a Polygon or MultiPolygon", "须为 Polygon 或 MultiPolygon");
    }
    if (rings.isEmpty()) {
      throw wrong("/coordinates", "has no ring", "没有环");
    }
    if (rings.stream().mapToInt(Ring::edges).sum() > MOST_POSITIONS) {
      throw tooMany();
    }
    return new Area(rings);
  }

  static Refusal.Invalid tooMany() {
    return wrong(
        "/coordinates",
        "has more than " + MOST_POSITIONS + " positions",
        "坐标点超过 " + MOST_POSITIONS + " 个");
  }

  private static void polygon(JsonNode polygon, String at, List<Ring> rings) {
    if (!polygon.isArray() || polygon.isEmpty()) {
      throw wrong(at, "must be an array of rings", "须为环的数组");
    }
    for (int i = 0; i < polygon.size(); i++) {
      rings.add(ring(polygon.get(i), at + "/" + i));
    }
  }

  private static Ring ring(JsonNode positions, String at) {
    int size = positions.size();
    if (!positions.isArray() || size < LEAST_POSITIONS || size > MOST_POSITIONS + 1) {
      throw wrong(
          at,
          "must have " + LEAST_POSITIONS + " to " + MOST_POSITIONS + " positions",
          "须有 " + LEAST_POSITIONS + " 至 " + MOST_POSITIONS + " 个坐标点");
    }
    double[] lon = new double[size];
    double[] lat = new double[size];
    for (int i = 0; i < size; i++) {
      JsonNode position = positions.get(i);
      if (!position.isArray()
          || !position.path(0).isNumber()
          || !position.path(1).isNumber()
          || Math.abs(position.get(0).asDouble()) > MAX_LON
          || Math.abs(position.get(1).asDouble()) > MAX_LAT) {
        throw wrong(at + "/" + i, "must be [lon, lat] in degrees", "须为以度表示的 [经度, 纬度]");
      }
      lon[i] = position.get(0).asDouble();
      lat[i] = position.get(1).asDouble();
    }
    return closed(new Ring(lon, lat), at);
  }

  private static Ring closed(Ring ring, String at) {
    int last = ring.edges();
    if (ring.lon()[0] != ring.lon()[last] || ring.lat()[0] != ring.lat()[last]) {
      throw wrong(at, "must end where it begins", "首尾坐标点须相同");
    }
    return ring;
  }

  private static Refusal.Invalid wrong(String at, String en, String zh) {
    return new Refusal.Invalid(List.of(FieldError.of(at, en, zh)));
  }
}
