package io.lamplighter.network;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.geojson.Crs;
import io.lamplighter.kit.text.Utf8;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Reads a FeatureCollection (RFC 7946) token by token: {@code id} is the asset's, {@code
 * properties.address} its address, {@code properties.changedAt} since when, the geometry its shape.
 * Of a feature no more is held than may be kept of it.
 */
final class GeoJsonReader {
  private static final int DEEPEST = 50;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_NUMBER = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Faults faults;
  private final Passed passed;
  private final Instant now;
  private final Consumer<PlaceRow> sink;
  private long features;

  /**
   * @param faults of features
   * @param now nothing can have become so later
   */
  GeoJsonReader(Faults faults, Passed passed, Instant now, Consumer<PlaceRow> sink) {
    this.faults = faults;
    this.passed = passed;
    this.now = now;
    this.sink = sink;
  }

  /**
   * @throws Refusal.Invalid for a file that is no such JSON, or not all of it, naming the line
   */
  void read(InputStream file) {
    try (JsonParser json = JSON.createParser(Utf8.strict(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT || !collection(json)) {
        throw notOne();
      }
      if (json.nextToken() != null) {
        throw bad(json.currentLocation().getLineNr(), "has more behind its end", "结尾之后还有内容");
      }
    } catch (JacksonException e) {
      String why = e.getOriginalMessage();
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw bad(line, "is not JSON: " + why, "不是 JSON：" + why);
    } catch (CharConversionException e) {
      throw new Refusal.Invalid(
          "", String.valueOf(e.getMessage()), "文件不是 UTF-8 文本：" + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("The GeoJSON file could not be read", e);
    }
  }

  private static Refusal.Invalid notOne() {
    return new Refusal.Invalid("", "is no FeatureCollection", "不是 FeatureCollection");
  }

  private static Refusal.Invalid bad(int line, String en, String zh) {
    return new Refusal.Invalid("/lines/" + line, en, zh);
  }

  /** Whether it was one, with its features. */
  private boolean collection(JsonParser json) throws IOException {
    boolean typed = false;
    boolean found = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("features") && value == JsonToken.START_ARRAY && !found) {
        found = true;
        features(json);
      } else if (field.equals("type") && value == JsonToken.VALUE_STRING) {
        typed = json.getText().equals("FeatureCollection");
      } else if (field.equals("features")) {
        return false;
      } else if (field.equals("crs")) {
        Crs.require(json);
      } else {
        passed.note(field);
        json.skipChildren();
      }
    }
    return typed && found;
  }

  private void features(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw bad(
            json.currentLocation().getLineNr(),
            "feature " + (features + 1) + " is no object",
            "第 " + (features + 1) + " 个要素不是对象");
      }
      new Feature(features++, faults, passed, now).read(json).ifPresent(sink);
    }
  }
}
