package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A desk with one request on it, that remembers what it was asked. */
final class FakeDesk implements Desk {
  static final Instant RECEIVED = Instant.parse("2026-11-22T00:00:00Z");

  final List<Object> asked = new ArrayList<>();

  @Override
  public Receipt submit(Caller caller, Submission submission) {
    asked.add(caller);
    asked.add(submission);
    return new Receipt("R1", "token", RequestState.RECEIVED, RECEIVED, null, promises(), false);
  }

  @Override
  public Page<Request> find(Caller caller, RequestQuery query) {
    asked.add(query);
    return new Page<>(List.of(request()), "next");
  }

  @Override
  public Request root(Caller caller, String requestNo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Request> under(Caller caller, String root, @Nullable String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Request get(Caller caller, String requestNo) {
    if (!requestNo.equals("R1")) {
      throw new Refusal.NotFound("request.unknown", new Text("No such request", "没有该工单"));
    }
    return request();
  }

  @Override
  public List<TimelineItem> timeline(Caller caller, String requestNo) {
    return List.of(
        new TimelineItem(RECEIVED, "request.received", "web-1", Map.of("channel", "web")));
  }

  @Override
  public Request move(Caller caller, MoveOrder order) {
    asked.add(order);
    return request();
  }

  @Override
  public String trackingToken(Caller caller, String requestNo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tracking track(String requestNo, String token) {
    throw new UnsupportedOperationException();
  }

  private static List<Promise> promises() {
    return List.of(new Promise("fault.first-response", RECEIVED.plusSeconds(1800)));
  }

  private static Request request() {
    return new Request(
        "R1",
        3,
        RequestKind.FAULT_REPAIR,
        "停电",
        RequestState.ON_SITE,
        "web",
        null,
        "3306010000017",
        "number",
        "330602",
        null,
        null,
        new Submission.Contact("王先生", "13800000000"),
        null,
        null,
        "整个单元停电了\u001b[2J\n\u202e<b>",
        5,
        null,
        RECEIVED,
        null,
        promises(),
        Set.of(Move.RESOLVE, Move.CANCEL),
        true,
        Request.Trust.FULL);
  }
}
