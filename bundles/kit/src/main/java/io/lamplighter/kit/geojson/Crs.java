package io.lamplighter.kit.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The coordinate reference system that a file declares in its member {@code crs} (GeoJSON of 2008,
 * 3). RFC 7946 has one only, WGS 84: places of any other would lie elsewhere.
 */
public final class Crs {
  private static final Pattern WGS_84 =
      Pattern.compile("(?i)(.*[:/])?(CRS84|EPSG[:/]([\\d.]*[:/])?4326)");
  private static final int LONGEST = 100;

  private Crs() {}

  /**
   * Reads the member's value to its end.
   *
   * @throws Refusal.Invalid when it is another one
   */
  public static void require(JsonParser json) throws IOException {
    String name = "";
    int depth = 0;
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    while (token != null) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && "name".equals(json.currentName())) {
        name = json.getText();
      }
      token = depth > 0 ? json.nextToken() : null;
    }
    if (!WGS_84.matcher(name).matches()) {
      String said = name.isEmpty() ? "?" : name.substring(0, Math.min(name.length(), LONGEST));
      throw new Refusal.Invalid(
          "/crs",
          "must be WGS 84 (CRS84, EPSG:4326), and is " + said,
          "须为 WGS 84（CRS84、EPSG:4326），实为 " + said);
    }
  }
}
