package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.time.IsoTime;
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
 * Its region is that of its subject in the network, so that nobody tells of another region's; of
 * what the network does not know it is the given one, else the option's.
 */
record RecordStep(
    Records records, RouteServices neighbours, String system, String kind, String region)
    implements Processor {

  static Step.Maker with(Records records, RouteServices neighbours) {
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

  private SystemRecord record(Map<?, ?> body) {
    Map<String, Object> data = new LinkedHashMap<>();
    body.forEach((field, value) -> data.put(String.valueOf(field), value));
    String id = needed(data, "id");
    String subject = needed(data, "subject");
    Instant at = IsoTime.at("/at", needed(data, "at")).toInstant();
    Object given = data.remove("region");
    String known = regionOf(subject);
    String told = given instanceof String text ? text : region;
    String where = known == null ? told : known;
    if (where.isEmpty()) {
      throw new Refusal.Invalid("/region", "is not known of " + subject, subject + " 的区域未知");
    }
    return new SystemRecord(system, kind, id, subject, where, at, data);
  }

  private @Nullable String regionOf(String subject) {
    try {
      return neighbours.network().get(Caller.system("systems"), subject).region();
    } catch (Refusal.NotFound | Refusal.Unavailable e) {
      return null;
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
