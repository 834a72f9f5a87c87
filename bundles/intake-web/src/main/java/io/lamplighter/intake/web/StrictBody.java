package io.lamplighter.intake.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Providers;

/** Reads a body that is already in memory with the door's own strict JSON reader. */
final class StrictBody {
  private StrictBody() {}

  /**
   * @throws io.lamplighter.api.Refusal.Invalid as the door's reader does
   */
  static <T> T read(byte[] body, Class<T> type, Providers providers, HttpHeaders headers)
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
}
