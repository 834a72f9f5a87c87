package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.time.SourceTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code move:desk}: the body says how far another system is with a request: {@code requestNo},
 * {@code move} and what that move needs. Steps of the field that it left out are made on the way;
 * what the desk knows already changes nothing. Nor does what was so, by {@code at}, before the
 * request was reopened.
 */
record MoveStep(RouteServices neighbours, InstantSource clock) implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(MoveStep.class);

  /** The way of field work, and where each step leads. */
  private static final List<Move> WAY = List.of(Move.ACCEPT, Move.ARRIVE, Move.RESOLVE);

  private static final List<RequestState> REACHED =
      List.of(RequestState.ACCEPTED, RequestState.ON_SITE, RequestState.RESOLVED);

  static Step.Maker with(RouteServices neighbours, InstantSource clock) {
    return (context, name, options) -> new MoveStep(neighbours, clock);
  }

  @Override
  public void process(Exchange exchange) {
    Map<?, ?> body = exchange.getMessage().getBody(Map.class);
    Map<String, Object> data = new LinkedHashMap<>();
    body.forEach((name, value) -> data.put(String.valueOf(name), value));
    String requestNo = text(data, "requestNo");
    String wire = text(data, "move");
    Move goal =
        Move.ofWire(wire)
            .filter(WAY::contains)
            .orElseThrow(
                () ->
                    new Refusal.Invalid(
                        "/move",
                        "must be accept, arrive or resolve",
                        "须为 accept、arrive 或 resolve"));
    Caller caller = Actor.of(exchange, "");
    if (data.remove("at") instanceof String at && isBeforeReopening(caller, requestNo, at)) {
      LOG.info("{}: {} of {} was so before it was reopened", requestNo, wire, at);
      return;
    }
    go(caller, requestNo, goal, data);
  }

  private boolean isBeforeReopening(Caller caller, String requestNo, String at) {
    Instant told = SourceTime.read("/at", at, clock.instant()).toInstant();
    return neighbours.desk().timeline(caller, requestNo).stream()
        .anyMatch(item -> item.type().equals("request.reopened") && told.isBefore(item.at()));
  }

  private static String text(Map<String, Object> data, String field) {
    if (data.remove(field) instanceof String text) {
      return text;
    }
    throw new Refusal.Invalid("/" + field, "is needed", "必填");
  }

  private void go(Caller caller, String requestNo, Move goal, Map<String, Object> data) {
    Desk desk = neighbours.desk();
    for (int i = 0; i < WAY.size(); i++) {
      Request request = desk.get(caller, requestNo);
      if (request.state().ordinal() >= REACHED.get(WAY.indexOf(goal)).ordinal()) {
        return;
      }
      Move next =
          WAY.stream()
              .filter(request.allowedMoves()::contains)
              .findFirst()
              .filter(move -> WAY.indexOf(move) <= WAY.indexOf(goal))
              .orElse(goal);
      Map<String, Object> needed = next == goal ? data : Map.of();
      desk.move(caller, new MoveOrder(requestNo, next, request.version(), needed));
    }
  }
}
