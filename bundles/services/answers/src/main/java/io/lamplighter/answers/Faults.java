package io.lamplighter.answers;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fault that many have reported: not one who reports often, nor one household.
 *
 * @param reports so many who report at one transformer are a fault there
 */
record Faults(Desk desk, int reports) {
  /** What is known of a place. */
  enum Known {
    NOTHING,
    /** Many have reported it. */
    REPORTED,
    /** And a crew has it. */
    IN_WORK
  }

  private static final Set<RequestState> IN_WORK =
      EnumSet.of(RequestState.DISPATCHED, RequestState.ACCEPTED, RequestState.ON_SITE);
  private static final Set<RequestState> OPEN =
      EnumSet.of(
          RequestState.RECEIVED,
          RequestState.TRIAGED,
          RequestState.MERGED,
          RequestState.SCHEDULED,
          RequestState.DISPATCHED,
          RequestState.ACCEPTED,
          RequestState.ON_SITE);

  /** Older reports are another fault's. */
  private static final Duration LATELY = Duration.ofHours(12);

  private static final int MOST = 100;

  /** One or two who report are somebody's own matter, and nobody else's to know. */
  Known at(String transformer, Instant now) {
    List<Request> open = open(transformer, now.minus(LATELY));
    // A household may call from two phones, and one phone may name two households.
    long many = Math.min(count(open, Faults::household), count(open, Faults::caller));
    if (many < reports) {
      return Known.NOTHING;
    }
    return open.stream().anyMatch(one -> IN_WORK.contains(one.state()))
        ? Known.IN_WORK
        : Known.REPORTED;
  }

  private List<Request> open(String transformer, Instant since) {
    RequestQuery query =
        new RequestQuery(
            null, RequestKind.FAULT_REPAIR, null, null, null, transformer, null, null, null, MOST);
    return desk.find(AnswerRounds.SELF, query).items().stream()
        .filter(one -> !one.drill() && OPEN.contains(one.state()))
        .filter(one -> one.receivedAt().isAfter(since))
        .toList();
  }

  private static long count(List<Request> all, Function<Request, @Nullable String> by) {
    return all.stream().map(by).filter(Objects::nonNull).distinct().count();
  }

  private static @Nullable String household(Request request) {
    return request.customerNo() == null ? caller(request) : request.customerNo();
  }

  /**
   * Where a stranger called from, whatever he typed; a phone that is known to be his; a customer.
   */
  private static @Nullable String caller(Request request) {
    String stranger = request.trust().stranger();
    if (stranger != null) {
      return stranger;
    }
    String phone = Asked.phone(request);
    return request.trust().phoneVerified() && !phone.isEmpty() ? phone : request.customerNo();
  }
}
