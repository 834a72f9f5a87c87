package io.lamplighter.desk;

import io.lamplighter.api.security.Caller;
import io.lamplighter.desk.Arrival.Marks;
import io.lamplighter.desk.IntakeTables.Key;
import org.jspecify.annotations.Nullable;

/** Tells those who submit apart, so that nobody meets another's message under an id of his own. */
final class Submitters {
  /** Routes pass on what others have written; the platform's other parts number by themselves. */
  private static final String ROUTE = "route:";

  private final TrackingTokens secrets;

  Submitters(TrackingTokens secrets) {
    this.secrets = secrets;
  }

  /** Whose the channel's id is, and as what it may be known. */
  Marks marks(Draft draft) {
    Caller caller = draft.caller();
    String ref = draft.channelRef();
    return new Marks(
        submitter(caller), ref == null ? null : journalRef(caller, ref), stranger(caller));
  }

  /** The key of a message, null when its channel gives none. */
  static @Nullable Key key(Draft draft, Marks marks) {
    String ref = draft.channelRef();
    boolean named = draft.caller().kind() != Caller.Kind.PUBLIC;
    return ref == null
        ? null
        : new Key(marks.submitter(), draft.channel(), ref, named ? draft.caller().name() : null);
  }

  private String submitter(Caller caller) {
    String stranger = stranger(caller);
    return stranger == null ? caller.actor() : caller.actor() + ":" + stranger;
  }

  /** Nobody names himself who has no login: where he calls from tells him from the next. */
  private @Nullable String stranger(Caller caller) {
    if (caller.kind() != Caller.Kind.PUBLIC) {
      return null;
    }
    String address = caller.address();
    return secrets.digest("address", address == null ? "" : address);
  }

  private String journalRef(Caller caller, String ref) {
    boolean own = caller.kind() == Caller.Kind.SYSTEM && !caller.name().startsWith(ROUTE);
    return own ? ref : "digest:" + secrets.digest("ref", ref);
  }
}
