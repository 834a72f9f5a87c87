package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking at and moving a request over HTTP. */
class RequestsResourceTest {
  private static final SecurityContext DISPATCHER = Samples.calls(Samples.DISPATCHER);

  private final FakeDesk desk = new FakeDesk();
  private final RequestsResource requests = new RequestsResource(desk, Samples.house());

  @Test
  void aRequestCarriesItsVersion() {
    assertEquals(3, requests.get("R1", DISPATCHER).version());
  }

  @Test
  void aMoveGoesToTheDeskWithTheVersionSeenAndAnswersTheNewOne() throws Exception {
    assertEquals(4, move("arrive", "\"3\"").version());
    assertEquals(new MoveOrder("R1", Move.ARRIVE, 3L, Map.of()), desk.moved);
  }

  @Test
  void aStarMovesAnyVersion() throws Exception {
    move("arrive", "*");
    assertNull(desk.moved == null ? Long.valueOf(0) : desk.moved.seenVersion());
  }

  @Test
  void aMoveWithoutVersionOrOfNoKindNeverReachesTheDesk() {
    assertThrows(Refusal.VersionNeeded.class, () -> move("arrive", null));
    assertThrows(Refusal.NotFound.class, () -> move("teleport", "\"3\""));
    assertNull(desk.moved);
  }

  private Versioned<RequestView> move(String move, @Nullable String ifMatch) throws Exception {
    return requests.move(
        "R1", move, ifMatch, null, DISPATCHER, Samples.noProviders(), Samples.noHeaders());
  }

  private static final class FakeDesk implements Desk {
    private @Nullable MoveOrder moved;

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
      return Samples.request(3);
    }

    @Override
    public Request move(Caller caller, MoveOrder order) {
      moved = order;
      return Samples.request(4);
    }

    @Override
    public Page<Request> find(Caller caller, RequestQuery query) {
      return new Page<>(List.of(), null);
    }

    @Override
    public Receipt submit(Caller caller, Submission submission) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<TimelineItem> timeline(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String trackingToken(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tracking track(String requestNo, String token) {
      throw new UnsupportedOperationException();
    }
  }
}
