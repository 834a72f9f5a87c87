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
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking at and moving a request over HTTP. */
class RequestsResourceTest {
  private static final SecurityContext DISPATCHER = Samples.calls(Samples.DISPATCHER);

  private final FakeDesk desk = new FakeDesk();
  private final RequestsResource requests = new RequestsResource(desk, Samples.config());

  @Test
  void aRequestCarriesItsVersionAsETag() {
    Response response = requests.get("R1", null, DISPATCHER);
    assertEquals(200, response.getStatus());
    assertEquals(new EntityTag("3"), response.getEntityTag());
  }

  @Test
  void whoHasThisVersionIsNotSentItAgain() {
    assertEquals(304, requests.get("R1", "\"3\"", DISPATCHER).getStatus());
    assertEquals(304, requests.get("R1", "\"2\", W/\"3\"", DISPATCHER).getStatus());
    assertEquals(304, requests.get("R1", "*", DISPATCHER).getStatus());
    assertEquals(200, requests.get("R1", "\"2\"", DISPATCHER).getStatus());
  }

  @Test
  void aMoveGoesToTheDeskWithTheVersionSeenAndAnswersTheNewOne() throws Exception {
    Response response = move("arrive", "\"3\"");

    assertEquals(new MoveOrder("R1", Move.ARRIVE, 3L, Map.of()), desk.moved);
    assertEquals(200, response.getStatus());
    assertEquals(new EntityTag("4"), response.getEntityTag());
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

  private Response move(String move, @Nullable String ifMatch) throws Exception {
    return requests.move(
        "R1", move, ifMatch, null, DISPATCHER, Samples.noProviders(), Samples.noHeaders());
  }

  private static final class FakeDesk implements Desk {
    private @Nullable MoveOrder moved;

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
    public Tracking track(String requestNo, String token) {
      throw new UnsupportedOperationException();
    }
  }
}
