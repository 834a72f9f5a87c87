package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about to be written for the first time.
 *
 * @param firstRequest number of the request it is merged under, null when it stands by itself
 * @param mergeReason {@code same-customer} or {@code same-place}, null when it stands by itself
 */
record Arrival(
    String requestNo,
    Draft draft,
    Advice.Known known,
    int priority,
    Instant receivedAt,
    @Nullable String firstRequest,
    @Nullable String mergeReason,
    Marks marks) {

  /**
   * What an arrival is known by without its words.
   *
   * @param submitter whose keys its channel's id is one of
   * @param journalRef the channel's id as it may stand in the journal, null without one
   * @param stranger digest of where somebody without a login called from, null for a known caller
   */
  record Marks(String submitter, @Nullable String journalRef, @Nullable String stranger) {}

  /**
   * Whether the phone is of whoever brought it. A person without a login can write any; a bridge
   * passes on what its users write.
   */
  boolean phoneVerified() {
    boolean told = draft.caller().kind() == Caller.Kind.PUBLIC || draft.channel().equals("social");
    return !told
        || (draft.contactKey() != null && match() != null && match().by().equals(Whose.PHONE));
  }

  @Nullable Match match() {
    return known.match();
  }

  String region() {
    return known.region();
  }

  @Nullable String cell() {
    return known.cell();
  }

  List<Promise> promises() {
    return known.promises();
  }

  /** The matched customer's number, else the one that was given. */
  @Nullable String customerNo() {
    return match() == null ? draft.submission().customerNo() : match().customerNo();
  }

  boolean drill() {
    return draft.submission().drill();
  }

  RequestState state() {
    return firstRequest == null ? RequestState.RECEIVED : RequestState.MERGED;
  }

  long version() {
    return firstRequest == null ? 1 : 2;
  }
}
