package io.lamplighter.desk;

import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was closed of the same kind for the same customer or at the same place. */
record Similar(UnitOfWork work, Looks looks, Seeing seeing) {
  private static final int MOST = 5;
  private static final Duration WITHIN = Duration.ofDays(90);

  /** A request may have been worked on for so long before it was closed. */
  private static final Duration LONGEST = Duration.ofDays(180);

  private static final String SAME =
      """
      (customer_no = (select customer_no from desk.request o where o.request_no = ?)
       or place = (select place from desk.request o where o.request_no = ?))""";

  private static final String CLOSED =
      """
      exists (select from desk.move m
               where m.request_no = request.request_no and m.move = 'close' and m.moved_at > ?)""";

  List<Request> to(Caller caller, String requestNo, Instant now) {
    Sight sight = seeing.of(caller);
    List<Request> found =
        work.call(transaction -> find(transaction, sight, requestNo, now)).stream()
            .map(kept -> kept.listedTo(caller))
            .toList();
    looks.note(
        Look.by(caller, RequestQueries.REQUESTS, caller.region())
            .typed("similar", requestNo)
            .shows(RequestQueries.REQUESTS, found.stream().map(Request::requestNo).toList()));
    return found;
  }

  private static List<KeptRequest> find(
      Transaction transaction, Sight sight, String requestNo, Instant now) throws SQLException {
    RequestQueries.boundTime(transaction);
    Request request = RequestQueries.visible(transaction, sight, requestNo).request();
    RequestTables.Search search = new RequestTables.Search();
    sight.narrow(search);
    search
        .where("state = ?", RequestState.CLOSED.name())
        .where("kind = ?", request.kind().name())
        .where("request_no <> ?", requestNo)
        .where("received_at > ?", now.minus(LONGEST))
        .where(SAME, requestNo, requestNo)
        .where(CLOSED, now.minus(WITHIN));
    return new RequestTables(transaction.connection()).list(search.limit(MOST));
  }
}
