package io.lamplighter.network;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a FeatureCollection (RFC 7946) feature by feature: {@code id} is the asset's, {@code
 * properties.address} its address, {@code properties.changedAt} since when, the geometry its shape.
 */
final class GeoJsonReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private static final Set<String> GEOMETRIES =
      Set.of("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon");
  private static final int MAX_SHAPE = 100_000;
  private static final int MAX_ADDRESS = 300;

  private final Faults faults;
  private final Consumer<PlaceRow> sink;

  GeoJsonReader(Faults faults, Consumer<PlaceRow> sink) {
    this.faults = faults;
    this.sink = sink;
  }

  /**
   * @throws Refusal.Invalid for a file that is no such JSON, naming the line
   */
  void read(InputStream file) {
    try (JsonParser json = JSON.createParser(file)) {
      boolean found = false;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw notOne();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("features") && value == JsonToken.START_ARRAY) {
          found = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            long line = json.currentLocation().getLineNr();
            feature(line, JSON.readTree(json));
          }
        } else {
          json.skipChildren();
        }
      }
      if (!found) {
        throw notOne();
      }
    } catch (JacksonException e) {
      String why = e.getOriginalMessage();
      throw new Refusal.Invalid(
          "/lines/" + e.getLocation().getLineNr(), "is not JSON: " + why, "不是 JSON：" + why);
    } catch (IOException e) {
      throw new UncheckedIOException("The GeoJSON file could not be read", e);
    }
  }

  private static Refusal.Invalid notOne() {
    return new Refusal.Invalid("", "is no FeatureCollection", "不是 FeatureCollection");
  }

  private void feature(long line, JsonNode feature) {
    String asset = feature.path("id").asText("");
    if (asset.isEmpty()) {
      faults.add(line, "id", "a feature needs the asset's id", "要素须有设备标识 id");
      return;
    }
    String address = feature.at("/properties/address").asText(null);
    if (address != null && address.length() > MAX_ADDRESS) {
      faults.add(line, "address", "is longer than " + MAX_ADDRESS, "长度超过 " + MAX_ADDRESS);
      return;
    }
    String toldAt = feature.at("/properties/changedAt").asText(null);
    if (toldAt != null && !isTime(toldAt)) {
      faults.add(
          line,
          "changedAt",
          "must be like 2026-11-22T08:00:00+08:00",
          "须形如 2026-11-22T08:00:00+08:00");
      return;
    }
    JsonNode geometry = feature.path("geometry");
    if (geometry.isMissingNode() || geometry.isNull()) {
      sink.accept(new PlaceRow(line, asset, address, null, null, null, toldAt));
      return;
    }
    String shape = geometry.toString();
    if (!GEOMETRIES.contains(geometry.path("type").asText())
        || !geometry.path("coordinates").isArray()
        || shape.length() > MAX_SHAPE) {
      faults.add(line, "geometry", "must be one of " + GEOMETRIES, "须为下列之一：" + GEOMETRIES);
      return;
    }
    PlaceRow place = new PlaceRow(line, asset, address, null, null, shape, toldAt);
    if (geometry.path("type").asText().equals("Point")) {
      point(place, geometry.path("coordinates"));
    } else {
      sink.accept(place);
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void point(PlaceRow place, JsonNode at) {
    if (!at.path(0).isNumber()
        || !at.path(1).isNumber()
        || Math.abs(at.path(0).asDouble()) > 180
        || Math.abs(at.path(1).asDouble()) > 90) {
      faults.add(place.line(), "geometry", "a point is [lon, lat] in degrees", "点须为 [经度, 纬度]");
    } else {
      sink.accept(place.at(at.path(0).asDouble(), at.path(1).asDouble()));
    }
  }
}
