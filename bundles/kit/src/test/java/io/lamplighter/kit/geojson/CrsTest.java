package io.lamplighter.kit.geojson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lamplighter.api.Refusal;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "EPSG:4326",
        "epsg:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "http://www.opengis.net/def/crs/EPSG/0/4326",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
      })
  void wgs84IsTaken(String name) throws IOException {
    assertEquals(JsonToken.END_ARRAY, behind(named(name)));
    assertEquals(JsonToken.END_ARRAY, behind("null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EPSG:4490", "EPSG:3857", "urn:ogc:def:crs:EPSG::14326", "EPSG:43260", ""})
  void anyOtherIsRefusedAtItsPlace(String name) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> behind(named(name)));
    assertEquals("/crs", refusal.errors().get(0).pointer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"link\",\"properties\":{\"href\":\"http://a/EPSG:4326\"}}",
        "{}",
        "4326"
      })
  void whatNamesNoneIsRefused(String crs) {
    assertThrows(Refusal.Invalid.class, () -> behind(crs));
  }

  private static String named(String name) {
    return "{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}";
  }

  /** What comes after it. */
  private static JsonToken behind(String crs) throws IOException {
    try (JsonParser json = new JsonFactory().createParser("[" + crs + "]")) {
      json.nextToken();
      json.nextToken();
      Crs.require(json);
      return json.nextToken();
    }
  }
}
