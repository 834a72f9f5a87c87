package io.lamplighter.planner;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.util.Map;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Providers;

/** Writes with the door's own JSON writer. */
final class DoorJson implements Answer.Json {
  private static final Annotation[] NONE = {};
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

  @SuppressWarnings("rawtypes")
  private final MessageBodyWriter<Map> writer;

  @SuppressWarnings("rawtypes")
  DoorJson(Providers providers) {
    MessageBodyWriter<Map> found = providers.getMessageBodyWriter(Map.class, Map.class, NONE, JSON);
    if (found == null) {
      throw new WebApplicationException("No JSON writer at the door", 500);
    }
    writer = found;
  }

  @Override
  public void write(Map<String, Object> object, OutputStream out) throws IOException {
    writer.writeTo(object, Map.class, Map.class, NONE, JSON, new MultivaluedHashMap<>(), out);
  }
}
