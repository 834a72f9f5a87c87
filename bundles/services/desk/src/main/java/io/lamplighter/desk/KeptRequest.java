package io.lamplighter.desk;

import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Mask;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is kept, before it is shown to anybody.
 *
 * @param firstRegion region of the request it is merged under, null while it is under none
 * @param crew to whom it was dispatched
 * @param root the request under which the work is done
 */
record KeptRequest(
    Request request, @Nullable String firstRegion, @Nullable String crew, String root) {

  /** Where a stranger called from is the platform's own affair. */
  private static Request.Trust trust(Caller caller, Request.Trust kept) {
    return caller.kind() == Caller.Kind.SYSTEM
        ? kept
        : new Request.Trust(kept.kindSure(), kept.phoneVerified(), null, kept.confidence());
  }

  /** With what this caller may do, and without what he need not know. */
  Request shownTo(Caller caller) {
    return shown(caller, caller.seesMasked());
  }

  /** As one of many: whom to call is seen by opening it. */
  Request listedTo(Caller caller) {
    return shown(caller, caller.kind() != Caller.Kind.SYSTEM);
  }

  private Request shown(Caller caller, boolean contactMasked) {
    Request r = request;
    boolean masked = caller.seesMasked();
    Submission.Contact contact = r.contact();
    if (contactMasked && contact != null) {
      contact = new Submission.Contact(Mask.name(contact.name()), Mask.phone(contact.phone()));
    }
    return new Request(
        r.requestNo(),
        r.version(),
        r.kind(),
        r.kindReason(),
        r.state(),
        r.channel(),
        masked ? Mask.words(r.channelRef()) : r.channelRef(),
        r.customerNo(),
        r.matchedBy(),
        r.region(),
        r.cell(),
        r.transformer(),
        contact,
        masked ? Mask.words(r.address()) : r.address(),
        masked ? null : r.location(),
        masked ? Mask.words(r.text()) : r.text(),
        r.priority(),
        r.holder(),
        r.receivedAt(),
        firstRegion == null || caller.covers(firstRegion) ? r.mergedInto() : null,
        r.promises(),
        MoveTable.allowed(caller, r.state(), r.kind()),
        r.drill(),
        trust(caller, r.trust()),
        finds(r.finds(), contactMasked, masked));
  }

  private static Request.Finds finds(Request.Finds kept, boolean contactMasked, boolean masked) {
    return new Request.Finds(
        masked ? Mask.words(kept.address()) : kept.address(),
        kept.customerNo(),
        kept.meter(),
        contactMasked ? Mask.phone(kept.phone()) : kept.phone(),
        kept.since(),
        kept.extent(),
        kept.inDanger(),
        kept.corrected());
  }
}
