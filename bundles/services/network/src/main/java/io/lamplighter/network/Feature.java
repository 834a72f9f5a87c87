package io.lamplighter.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.time.SourceTime;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One feature as it comes: the place of one asset. */
final class Feature {
  private static final int MAX_ID = 64;
  private static final int MAX_ADDRESS = 300;

  private final long index;
  private final Faults faults;
  private final Passed passed;
  private final Instant now;
  private final Set<String> seen = new HashSet<>();
  private @Nullable String asset;
  private @Nullable String address;
  private @Nullable String toldAt;
  private @Nullable Shape shape;
  private boolean good = true;

  /**
   * @param index in its file
   */
  Feature(long index, Faults faults, Passed passed, Instant now) {
    this.index = index;
    this.faults = faults;
    this.passed = passed;
    this.now = now;
  }

  /** Reads it to its end; empty when something in it is a fault. */
  Optional<PlaceRow> read(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "type" -> json.skipChildren();
        case "id" -> asset = text(json, "id");
        case "properties" -> {
          once(field);
          properties(json, value);
        }
        case "geometry" -> {
          once(field);
          if (value != JsonToken.VALUE_NULL) {
            shape = Shape.read(json);
          }
        }
        default -> {
          passed.note(field);
          json.skipChildren();
        }
      }
    }
    check();
    return good && asset != null ? Optional.of(row(asset)) : Optional.empty();
  }

  private PlaceRow row(String id) {
    return shape == null
        ? new PlaceRow(index, id, address, null, null, null, toldAt)
        : new PlaceRow(index, id, address, shape.lon(), shape.lat(), shape.text(), toldAt);
  }

  private void properties(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      if (value != JsonToken.VALUE_NULL) {
        fault("properties", "must be an object", "须为对象");
      }
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "address" -> address = text(json, field);
        case "changedAt" -> toldAt = text(json, field);
        default -> {
          passed.note(field);
          json.skipChildren();
        }
      }
    }
  }

  private @Nullable String text(JsonParser json, String field) throws IOException {
    once(field);
    JsonToken value = json.currentToken();
    if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
      return json.getText();
    }
    json.skipChildren();
    if (value != JsonToken.VALUE_NULL) {
      fault(field, "must be a text", "须为文本");
    }
    return null;
  }

  private void once(String field) {
    if (!seen.add(field)) {
      fault(field, "stands there twice", "重复出现");
    }
  }

  private void check() {
    if (asset == null || asset.isEmpty() || asset.length() > MAX_ID || isNoText(asset)) {
      fault("id", "must be an asset's id", "须为设备标识");
    }
    if (address != null && (address.length() > MAX_ADDRESS || isNoText(address))) {
      fault(
          "address",
          "must be at most " + MAX_ADDRESS + " characters of one line",
          "须为一行，至多 " + MAX_ADDRESS + " 个字符");
    }
    if (toldAt != null) {
      try {
        toldAt = SourceTime.read("", toldAt, now).toString();
      } catch (Refusal.Invalid e) {
        var why = e.errors().get(0).message();
        fault("changedAt", why.en(), why.zh());
      }
    }
    if (shape != null && shape.fault() != null) {
      fault("geometry", shape.fault().en(), shape.fault().zh());
    }
  }

  private static boolean isNoText(String text) {
    return text.codePoints().anyMatch(Character::isISOControl) || Utf8.malformedAt(text) >= 0;
  }

  private void fault(String field, String en, String zh) {
    good = false;
    long number = index + 1;
    faults.add(index, field, "feature " + number + ": " + en, "第 " + number + " 个要素：" + zh);
  }
}
