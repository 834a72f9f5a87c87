package io.lamplighter.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.Location;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call in the platform's own JSON. */
final class CallBody {
  private CallBody() {}

  /** What every JSON channel says of a call alike. */
  static ObjectNode of(Call call) {
    ObjectNode body = Http.JSON.createObjectNode();
    put(body, "kind", call.kind());
    put(body, "text", call.text());
    put(body, "customerNo", call.customerNo());
    put(body, "address", call.address());
    Location at = call.location();
    if (at != null) {
      body.putObject("location").put("lon", at.lon()).put("lat", at.lat());
    }
    put(body, "region", call.region());
    return body;
  }

  static void put(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  static byte[] bytes(ObjectNode body) {
    try {
      return Http.JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
