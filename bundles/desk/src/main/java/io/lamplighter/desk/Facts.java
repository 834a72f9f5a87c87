package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the desk writes to the journal. Every entry about a request carries the same references, so
 * that a follower needs no call back; names, phones, addresses and words stay with the desk.
 */
final class Facts {
  static final String SOURCE = "desk";

  private Facts() {}

  /** The facts of one arrival: received, and merged when it was taken for a duplicate. */
  static List<Fact> of(Arrival arrival) {
    List<Fact> facts = new ArrayList<>(2);
    String actor = arrival.draft().caller().name();
    Map<String, Object> received = references(arrival);
    received.put("version", 1L);
    received.put("to", RequestState.RECEIVED.wire());
    received.put("kindReason", arrival.draft().kindReason());
    received.put("promises", promises(arrival.promises()));
    facts.add(new Fact("request.received", arrival.requestNo(), arrival.region(), actor, received));
    if (arrival.firstRequest() != null && arrival.mergeReason() != null) {
      Map<String, Object> merged = references(arrival);
      merged.put("version", 2L);
      merged.put("from", RequestState.RECEIVED.wire());
      merged.put("to", RequestState.MERGED.wire());
      merged.put("details", Map.of("into", arrival.firstRequest(), "why", arrival.mergeReason()));
      facts.add(new Fact("request.merged", arrival.requestNo(), arrival.region(), SOURCE, merged));
    }
    return facts;
  }

  /** A move of an existing request; {@code details} are the codes and times the move was given. */
  static Fact moved(
      String type,
      RequestEntity request,
      RequestState from,
      long version,
      String actor,
      Map<String, Object> details) {
    Map<String, Object> data = references(request);
    data.put("version", version);
    data.put("from", from.wire());
    data.put("to", request.state().wire());
    putIfKnown(data, "holder", request.holder());
    if (!details.isEmpty()) {
      data.put("details", details);
    }
    return new Fact(type, request.requestNo(), request.region(), actor, data);
  }

  /** A request whose customer became known after it had come in. */
  static Fact matched(RequestEntity request, long version, String by) {
    Map<String, Object> data = references(request);
    data.put("version", version);
    data.put("details", Map.of("by", by));
    return new Fact("request.matched", request.requestNo(), request.region(), SOURCE, data);
  }

  static List<Map<String, String>> promises(List<Promise> promises) {
    return promises.stream()
        .map(promise -> Map.of("rule", promise.rule(), "dueAt", promise.dueAt().toString()))
        .toList();
  }

  private static Map<String, Object> references(Arrival arrival) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("requestNo", arrival.requestNo());
    data.put("kind", arrival.draft().kind().wire());
    data.put("channel", arrival.draft().channel());
    putIfKnown(data, "channelRef", arrival.draft().channelRef());
    data.put("region", arrival.region());
    putIfKnown(data, "customerNo", arrival.customerNo());
    if (arrival.match() != null) {
      putIfKnown(data, "cell", arrival.match().cell());
      putIfKnown(data, "transformer", arrival.match().transformer());
    }
    data.put("priority", arrival.priority());
    drill(data, arrival.drill());
    return data;
  }

  private static Map<String, Object> references(RequestEntity request) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("requestNo", request.requestNo());
    data.put("kind", request.kind().wire());
    data.put("channel", request.channel());
    putIfKnown(data, "channelRef", request.channelRef());
    data.put("region", request.region());
    putIfKnown(data, "customerNo", request.customerNo());
    putIfKnown(data, "cell", request.cell());
    putIfKnown(data, "transformer", request.transformer());
    data.put("priority", request.priority());
    drill(data, request.drill());
    return data;
  }

  /** Whoever brings facts out of the house leaves those of a drill inside. */
  private static void drill(Map<String, Object> data, boolean drill) {
    if (drill) {
      data.put("drill", true);
    }
  }

  private static void putIfKnown(Map<String, Object> data, String name, @Nullable String value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
