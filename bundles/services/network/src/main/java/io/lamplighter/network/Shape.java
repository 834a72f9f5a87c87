package io.lamplighter.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lamplighter.api.Text;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A geometry of RFC 7946, copied and checked token by token.
 *
 * @param text its type and coordinates as JSON
 * @param lon of a point, with {@code lat}
 * @param fault why it is none
 */
record Shape(String text, @Nullable Double lon, @Nullable Double lat, @Nullable Text fault) {
  private static final int LONGEST = 100_000;
  private static final double MAX_LON = 180;
  private static final double MAX_LAT = 90;

  /** So deep in arrays stand the numbers of a position. */
  private static final Map<String, Integer> DEPTHS =
      Map.of(
          "Point", 1,
          "LineString", 2,
          "MultiPoint", 2,
          "Polygon", 3,
          "MultiLineString", 3,
          "MultiPolygon", 4);

  /** Reads the value that the parser stands at, to its end. */
  static Shape read(JsonParser json) throws IOException {
    String type = "";
    Coordinates at = new Coordinates();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return none();
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("type") && value == JsonToken.VALUE_STRING) {
        type = json.getText();
      } else if (field.equals("coordinates") && value == JsonToken.START_ARRAY) {
        at = new Coordinates();
        at.read(json);
      } else {
        json.skipChildren();
      }
    }
    Integer depth = DEPTHS.get(type);
    if (depth == null) {
      return none();
    }
    if (at.tooLong) {
      return fault("is longer than " + LONGEST + " characters", "长度超过 " + LONGEST + " 个字符");
    }
    if (!at.good || at.depth != depth) {
      return fault(
          "must have coordinates of a " + type + ": [lon, lat] in degrees",
          "坐标与类型 " + type + " 不符：须为 [经度, 纬度]");
    }
    String text = "{\"type\":\"" + type + "\",\"coordinates\":" + at.text + "}";
    return depth == 1 ? new Shape(text, at.lon, at.lat, null) : new Shape(text, null, null, null);
  }

  private static Shape none() {
    return fault(
        "must be one of " + new TreeSet<>(DEPTHS.keySet()),
        "须为下列之一：" + new TreeSet<>(DEPTHS.keySet()));
  }

  private static Shape fault(String en, String zh) {
    return new Shape("", null, null, new Text(en, zh));
  }

  /** Arrays of positions in each other. */
  private static final class Coordinates {
    private final StringBuilder text = new StringBuilder();
    private boolean tooLong;
    private boolean good = true;
    private int depth;
    private double lon;
    private double lat;

    void read(JsonParser json) throws IOException {
      int level = 1;
      int inPosition = 0;
      put("[");
      boolean first = true;
      while (level > 0) {
        JsonToken token = json.nextToken();
        if (!first && token != JsonToken.END_ARRAY) {
          put(",");
        }
        first = false;
        switch (token) {
          case START_ARRAY -> {
            good &= inPosition == 0;
            level++;
            put("[");
            first = true;
          }
          case END_ARRAY -> {
            good &= inPosition != 1;
            inPosition = 0;
            level--;
            put("]");
          }
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json, level, inPosition++);
          default -> {
            good = false;
            json.skipChildren();
          }
        }
      }
    }

    private void number(JsonParser json, int level, int index) throws IOException {
      good &= depth == 0 || depth == level;
      depth = level;
      double value = json.getDoubleValue();
      if (index == 0) {
        lon = value;
        good &= Math.abs(value) <= MAX_LON;
      } else if (index == 1) {
        lat = value;
        good &= Math.abs(value) <= MAX_LAT;
      }
      put(json.getText());
    }

    private void put(String part) {
      tooLong |= text.length() > LONGEST;
      if (!tooLong) {
        text.append(part);
      }
    }
  }
}
