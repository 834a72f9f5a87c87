package io.lamplighter.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;

/** Reads a body that may be left out, with the door's own strict JSON reader. */
final class StrictBody {
  private static final Type OBJECT = new MapOfValues();

  private StrictBody() {}

  /** An object's fields; empty without a body. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Map<String, Object> object(
      byte @Nullable [] body, Providers providers, HttpHeaders headers) throws IOException {
    if (body == null || body.length == 0) {
      return Map.of();
    }
    MediaType said = headers.getMediaType();
    if (said == null || !said.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException();
    }
    Annotation[] none = {};
    MessageBodyReader<Map> reader =
        providers.getMessageBodyReader(Map.class, OBJECT, none, MediaType.APPLICATION_JSON_TYPE);
    if (reader == null) {
      throw new WebApplicationException("No JSON reader at the door", 500);
    }
    Map<String, Object> fields =
        reader.readFrom(
            Map.class,
            OBJECT,
            none,
            MediaType.APPLICATION_JSON_TYPE,
            headers.getRequestHeaders(),
            new ByteArrayInputStream(body));
    return fields == null ? Map.of() : fields;
  }

  /** {@code Map<String, Object>}. */
  private static final class MapOfValues implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {String.class, Object.class};
    }

    @Override
    public Type getRawType() {
      return Map.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }
}
