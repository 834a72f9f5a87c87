package io.lamplighter.organisation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A feature of a GeoJSON file (RFC 7946): whatever else it has is passed over as it comes.
 *
 * @param id empty when it has none
 * @param geometry null when it is larger than any that is taken
 */
record Feature(String id, @Nullable JsonNode geometry) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The one that begins here; it is read to its end.
   *
   * @param most tokens of its geometry
   */
  static Feature read(JsonParser json, int most) throws IOException {
    String id = "";
    JsonNode geometry = MissingNode.getInstance();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new Feature(id, geometry);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("id") && value.isScalarValue()) {
        id = json.getText();
      } else if (field.equals("geometry")) {
        geometry = bounded(json, most);
      } else {
        json.skipChildren();
      }
    }
    return new Feature(id, geometry);
  }

  private static @Nullable JsonNode bounded(JsonParser json, int most) throws IOException {
    JsonStreamContext feature = json.getParsingContext();
    if (json.currentToken().isStructStart()) {
      feature = feature.getParent();
    }
    try {
      return JSON.readTree(new Counting(json, most));
    } catch (TooMany e) {
      while (json.getParsingContext() != feature) {
        json.nextToken();
      }
      return null;
    }
  }

  /** Stops in the midst of what would be a tree too large to hold. */
  private static final class Counting extends JsonParserDelegate {
    private int left;

    Counting(JsonParser json, int most) {
      super(json);
      left = most;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      if (left-- == 0) {
        throw new TooMany();
      }
      return super.nextToken();
    }
  }

  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
