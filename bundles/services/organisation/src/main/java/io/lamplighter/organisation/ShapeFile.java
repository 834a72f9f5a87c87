package io.lamplighter.organisation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.geojson.Crs;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.organisation.Piece.What;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a FeatureCollection (RFC 7946), feature by feature: {@code id} is the cell's code, the
 * geometry its polygon.
 */
final class ShapeFile {
  private static final int DEEPEST = 20;

  /** A position has two or three numbers and its brackets; that leaves room for what is around. */
  private static final int MOST_TOKENS = 10 * AreaReader.MOST_POSITIONS;

  private static final int LONGEST_TEXT = 10_000;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxStringLength(LONGEST_TEXT)
                      .maxNameLength(LONGEST_TEXT)
                      .maxNumberLength(100)
                      .build())
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .build());

  private final Faults faults;
  private final List<Told> told = new ArrayList<>();
  private long features;

  /**
   * @param faults of features
   */
  ShapeFile(Faults faults) {
    this.faults = faults;
  }

  /**
   * @throws Refusal.Invalid for a file that is no such JSON, or not all of it, naming the line
   */
  List<Told> read(InputStream file) {
    try (JsonParser json = JSON.createParser(Utf8.strict(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT || !collection(json)) {
        throw new Refusal.Invalid("", "is no FeatureCollection", "不是 FeatureCollection");
      }
      if (json.nextToken() != null) {
        throw bad(json.currentLocation().getLineNr(), "has more behind its end", "结尾之后还有内容");
      }
    } catch (JacksonException e) {
      String why = e.getOriginalMessage();
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw bad(line, "is not JSON: " + why, "不是 JSON：" + why);
    } catch (CharConversionException e) {
      String why = String.valueOf(e.getMessage());
      throw new Refusal.Invalid("", why, "文件不是 UTF-8 文本：" + why);
    } catch (IOException e) {
      throw new UncheckedIOException("The GeoJSON file could not be read", e);
    }
    faults.refuseIfAny();
    return told;
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
        while (json.nextToken() != JsonToken.END_ARRAY) {
          feature(features++, json);
        }
      } else if (field.equals("type")) {
        typed = json.getText().equals("FeatureCollection");
        json.skipChildren();
      } else if (field.equals("crs")) {
        Crs.require(json);
      } else {
        json.skipChildren();
      }
    }
    return typed && found;
  }

  private void feature(long index, JsonParser json) throws IOException {
    Feature feature = Feature.read(json, MOST_TOKENS);
    if (!Fields.isCode(feature.id())) {
      wrong(index, "id", "must be a cell's code", "须为网格代码");
      return;
    }
    try {
      JsonNode geometry = feature.geometry();
      if (geometry == null) {
        throw AreaReader.tooMany();
      }
      AreaReader.read(geometry);
      told.add(new Told(index, new Shape(feature.id(), geometry.toString())));
    } catch (Refusal.Invalid e) {
      FieldError why = e.errors().get(0);
      wrong(index, "geometry" + why.pointer(), why.message().en(), why.message().zh());
    }
    if (told.size() > What.SHAPES.most()) {
      wrong(index, "", "there are too many", "数量过多");
      faults.refuseIfAny();
    }
  }

  private void wrong(long index, String field, String en, String zh) {
    long number = index + 1;
    faults.add(index, field, "feature " + number + ": " + en, "第 " + number + " 个要素：" + zh);
  }
}
