package io.lamplighter.kit.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Map;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;

/** Reads a body that is already in memory with the door's own strict JSON reader. */
public final class StrictBody {
  private StrictBody() {}

  /**
   * @throws io.lamplighter.api.Refusal.Invalid as the door's reader does
   */
  public static <T> T read(byte[] body, Class<T> type, Providers providers, HttpHeaders headers)
      throws IOException {
    Annotation[] none = {};
    MessageBodyReader<T> reader =
        providers.getMessageBodyReader(type, type, none, MediaType.APPLICATION_JSON_TYPE);
    if (reader == null) {
      throw new WebApplicationException("No JSON reader at the door", 500);
    }
    return reader.readFrom(
        type,
        type,
        none,
        MediaType.APPLICATION_JSON_TYPE,
        headers.getRequestHeaders(),
        new ByteArrayInputStream(body));
  }

  /** The fields of an object that may be left out; empty without a body. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> fields(
      byte @Nullable [] body, Providers providers, HttpHeaders headers) throws IOException {
    if (body == null || body.length == 0) {
      return Map.of();
    }
    MediaType said = headers.getMediaType();
    if (said == null || !said.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException();
    }
    return read(body, Map.class, providers, headers);
  }
}
