package io.lamplighter.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;

/** JSON bodies of resources, both ways. One per server: the types it remembers leave with it. */
@Consumes({"application/json", "application/*+json"})
@Produces({"application/json", "application/*+json"})
public final class JsonProvider implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private final ObjectMapper mapper;
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  /**
   * @param mapper copied, because a mapper remembers the classes it has seen
   */
  JsonProvider(ObjectMapper mapper) {
    this.mapper = mapper.copy();
  }

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType m) {
    return isOurs(type);
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType m) {
    return isOurs(type);
  }

  private static boolean isOurs(Class<?> type) {
    return type != byte[].class
        && !CharSequence.class.isAssignableFrom(type)
        && !InputStream.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    ObjectReader reader =
        readers.computeIfAbsent(generic, t -> mapper.readerFor(mapper.constructType(t)));
    try {
      Object value = reader.readValue(body);
      if (value == null) {
        throw new Refusal.Invalid("", "A JSON body is needed", "缺少 JSON 内容");
      }
      return value;
    } catch (IOException e) {
      throw JsonErrors.refusal(e);
    }
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(write(value));
  }

  byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not writable as JSON: " + value.getClass(), e);
    }
  }
}
