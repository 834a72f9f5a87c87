package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.time.IsoTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code outage:<system>?kind=}: the body is about a {@code transformer} at the time of the header
 * {@code ce-time}; afterwards it is what the system has told of the outage there, with its number
 * as {@code outage}. When there is none, the message ends here.
 */
record OutageStep(Outages outages, RouteServices neighbours, String system, String kind)
    implements Processor {
  /** A transformer, its line, its substation. */
  private static final int LEVELS = 3;

  static Step.Maker with(Outages outages, RouteServices neighbours) {
    return (context, name, options) ->
        new OutageStep(outages, neighbours, name, options.take("kind"));
  }

  @Override
  public void process(Exchange exchange) {
    Map<?, ?> body = exchange.getMessage().getBody(Map.class);
    String at = exchange.getMessage().getHeader("ce-time", String.class);
    Optional<SystemRecord> found =
        body != null && at != null && body.get("transformer") instanceof String transformer
            ? outages.around(
                system, kind, path(transformer), IsoTime.at("/ce-time", at).toInstant())
            : Optional.empty();
    if (found.isEmpty()) {
      exchange.setRouteStop(true);
      return;
    }
    Map<String, Object> outage = new LinkedHashMap<>(found.get().data());
    outage.put("outage", found.get().id());
    exchange.getMessage().setBody(outage);
  }

  private List<String> path(String transformer) {
    List<String> path = new ArrayList<>();
    @Nullable String asset = transformer;
    while (asset != null && path.size() < LEVELS) {
      path.add(asset);
      asset = parent(asset);
    }
    return path;
  }

  private @Nullable String parent(String id) {
    try {
      Asset asset = neighbours.network().get(Caller.system("systems"), id);
      return asset.parent();
    } catch (Refusal.NotFound e) {
      return null;
    }
  }
}
