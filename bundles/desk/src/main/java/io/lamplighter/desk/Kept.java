package io.lamplighter.desk;

import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Mask;

/** A request as it is kept, before it is shown to anybody. */
record Kept(Request request) {

  boolean hasContact() {
    return request.contact() != null;
  }

  /** With what this caller may do, and without what he need not know. */
  Request shownTo(Caller caller) {
    Request r = request;
    boolean masked = caller.seesMasked();
    Submission.Contact contact = r.contact();
    if (masked && contact != null) {
      contact = new Submission.Contact(Mask.name(contact.name()), Mask.phone(contact.phone()));
    }
    return new Request(
        r.requestNo(),
        r.version(),
        r.kind(),
        r.kindReason(),
        r.state(),
        r.channel(),
        r.channelRef(),
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
        r.mergedInto(),
        r.promises(),
        MoveTable.allowed(caller, r.state(), r.kind()),
        r.drill());
  }
}
