package io.lamplighter.kit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Providers;

/**
 * An answer that takes long: while it grows something is written now and then, because only then a
 * caller who has left is noticed. For one who wants server-sent events that is how far it is, else
 * a space, which JSON allows. Written with the door's own JSON writer.
 */
@SuppressWarnings("rawtypes")
public final class GrowingAnswer {
  private static final Annotation[] NONE = {};
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;
  private static final MediaType EVENTS = MediaType.SERVER_SENT_EVENTS_TYPE;

  private final OutputStream out;
  private final boolean events;
  private final MessageBodyWriter<Map> writer;
  private boolean left;

  /**
   * @param events {@link #wantsEvents} of the call
   */
  public GrowingAnswer(OutputStream out, boolean events, Providers providers) {
    this.out = out;
    this.events = events;
    MessageBodyWriter<Map> found = providers.getMessageBodyWriter(Map.class, Map.class, NONE, JSON);
    if (found == null) {
      throw new WebApplicationException("No JSON writer at the door", 500);
    }
    writer = found;
  }

  public static boolean wantsEvents(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().contains(EVENTS);
  }

  public static MediaType type(boolean events) {
    return events ? EVENTS : JSON;
  }

  /** Whether the caller has gone; known by the next thing that is written to him. */
  public boolean left() {
    return left;
  }

  /** Tells how far it is, as the event {@code progress}. */
  public void progress(Map<String, Object> far) {
    try {
      if (events) {
        event("progress", far);
      } else {
        out.write(' ');
        out.flush();
      }
    } catch (IOException e) {
      left = true;
    }
  }

  /** The answer itself: the event {@code name}, or all of the JSON. */
  public void end(String name, Map<String, Object> answer) throws IOException {
    if (left) {
      return;
    }
    if (events) {
      event(name, answer);
    } else {
      write(answer);
      out.flush();
    }
  }

  private void event(String name, Map<String, Object> data) throws IOException {
    out.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    write(data);
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void write(Map<String, Object> object) throws IOException {
    writer.writeTo(object, Map.class, Map.class, NONE, JSON, new MultivaluedHashMap<>(), out);
  }
}
