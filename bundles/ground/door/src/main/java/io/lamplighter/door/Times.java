package io.lamplighter.door;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.lamplighter.kit.time.IsoTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** Moments in JSON: ISO 8601 with an offset, read with any, written with the region's. */
final class Times {
  private Times() {}

  static Module module(ZoneId zone) {
    return new SimpleModule("lamplighter-times")
        .addSerializer(new Writer<>(Instant.class, t -> t.atZone(zone).toOffsetDateTime()))
        .addSerializer(
            new Writer<>(OffsetDateTime.class, t -> t.atZoneSameInstant(zone).toOffsetDateTime()))
        .addDeserializer(Instant.class, new Reader<>(Instant.class, OffsetDateTime::toInstant))
        .addDeserializer(
            OffsetDateTime.class, new Reader<>(OffsetDateTime.class, Function.identity()));
  }

  private static final class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, OffsetDateTime> convert;

    Writer(Class<T> type, Function<T, OffsetDateTime> convert) {
      super(type);
      this.convert = convert;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(convert.apply(value)));
    }
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<OffsetDateTime, T> convert;

    Reader(Class<T> type, Function<OffsetDateTime, T> convert) {
      super(type);
      this.convert = convert;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        @SuppressWarnings("unchecked")
        T never = (T) context.handleUnexpectedToken(handledType(), in);
        return never;
      }
      String text = in.getText();
      try {
        return convert.apply(IsoTime.parse(text));
      } catch (DateTimeException e) {
        @SuppressWarnings("unchecked")
        T never = (T) context.handleWeirdStringValue(handledType(), text, "not a time");
        return never;
      }
    }
  }
}
