package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code record:<system>?kind=&region=}: keeps the body, a Map or a list of them, as a record:
 * {@code id}, {@code subject}, {@code at}, {@code region} are what they are, the rest is its data.
 * Without a region it has that of its subject in the network, else the option's.
 */
record RecordStep(Records records, Neighbours neighbours, String system, String kind, String region)
    implements Processor {

  static Step.Maker with(Records records, Neighbours neighbours) {
    return (context, name, options) ->
        new RecordStep(records, neighbours, name, options.take("kind"), options.take("region", ""));
  }

  @Override
  public void process(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    Caller caller = Actor.of(exchange, region);
    List<?> told = body instanceof List<?> list ? list : List.of(body);
    for (Object one : told) {
      if (!(one instanceof Map<?, ?> map)) {
        throw new Refusal.Invalid("", "must be an object", "须为对象");
      }
      records.put(caller, record(map));
    }
  }

  private SystemRecord record(Map<?, ?> told) {
    Map<String, Object> data = new LinkedHashMap<>();
    told.forEach((field, value) -> data.put(String.valueOf(field), value));
    String id = needed(data, "id");
    String subject = needed(data, "subject");
    Instant at = SystemTime.parse("/at", needed(data, "at"));
    Object given = data.remove("region");
    String where = given instanceof String text ? text : regionOf(subject);
    if (where == null || where.isEmpty()) {
      throw new Refusal.Invalid("/region", "is not known of " + subject, subject + " 的区域未知");
    }
    return new SystemRecord(system, kind, id, subject, where, at, data);
  }

  private @Nullable String regionOf(String subject) {
    try {
      return neighbours.network().get(Caller.system("systems"), subject).region();
    } catch (Refusal.NotFound | Refusal.Unavailable e) {
      return region;
    }
  }

  private static String needed(Map<String, Object> data, String field) {
    Object value = data.remove(field);
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw new Refusal.Invalid("/" + field, "is needed", "必填");
  }
}
