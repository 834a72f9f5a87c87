package io.lamplighter.api.desk;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one desk that takes every channel's submissions in, judges them, and moves requests through
 * their life.
 */
@ProviderType
public interface Desk {
  /**
   * Takes a submission in. When it returns, the submission, its request and its journal entry are
   * committed.
   *
   * @throws Refusal.Invalid naming every bad field
   * @throws Refusal.Conflict {@code submission.key-reused} when the channel id was used with
   *     another content
   * @throws Refusal.Forbidden when the caller may not submit on this channel
   * @throws Refusal.Unavailable when it cannot be taken now; nothing is kept
   */
  Receipt submit(Caller caller, Submission submission);

  /** Requests of the caller's region, newest first. */
  Page<Request> find(Caller caller, RequestQuery query);

  /**
   * @throws Refusal.NotFound {@code request.unknown}, also for one of another region
   */
  Request get(Caller caller, String requestNo);

  /**
   * The request under which the work of one is done: itself, or the first of those it is merged
   * under.
   *
   * @throws Refusal.NotFound {@code request.unknown}, also for one of another region
   */
  Request root(Caller caller, String requestNo);

  /**
   * Those whose work is done under a request, newest first.
   *
   * @param after cursor of the page before, null for the first page
   * @param limit 1 to {@link Page#MAX}
   */
  Page<Request> under(Caller caller, String root, @Nullable String after, int limit);

  /**
   * Requests of the same kind that were closed within the last ninety days, of the same customer or
   * at the same place, the last one first: at most five, those that the caller may see.
   *
   * @throws Refusal.NotFound {@code request.unknown}, also for one of another region
   */
  default List<Request> similar(Caller caller, String requestNo) {
    return List.of();
  }

  /** What happened to it, oldest first. */
  List<TimelineItem> timeline(Caller caller, String requestNo);

  /**
   * Moves a request.
   *
   * @throws Refusal.Conflict {@code request.move-not-allowed} when its state does not allow it
   * @throws Refusal.Stale when it has changed since the caller saw it
   * @throws Refusal.Invalid when the move's data is missing or wrong
   * @throws Refusal.Forbidden when the caller's role does not allow it
   */
  Request move(Caller caller, MoveOrder order);

  /**
   * @throws Refusal.NotFound for an unknown number or a wrong token, alike
   */
  Tracking track(String requestNo, String token);

  /**
   * The token by which the customer sees his request, for what is sent to him.
   *
   * @throws Refusal.Forbidden for whoever is not the part of the platform that writes to customers
   */
  String trackingToken(Caller caller, String requestNo);
}
