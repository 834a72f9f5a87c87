package io.lamplighter.shell;

import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.requests.Receipts;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of things, with the names they have over HTTP. */
final class Shapes {
  private Shapes() {}

  static Map<String, @Nullable Object> receipt(Receipt receipt) {
    Map<String, @Nullable Object> json = Receipts.of(receipt, Instant::toString);
    json.put("replayed", receipt.replayed());
    return json;
  }

  static Map<String, @Nullable Object> request(Request request) {
    Submission.Contact contact = request.contact();
    return Json.object(
        "requestNo", request.requestNo(),
        "version", request.version(),
        "kind", request.kind().wire(),
        "kindReason", request.kindReason(),
        "confidence", request.trust().confidence(),
        "state", request.state().wire(),
        "channel", request.channel(),
        "channelRef", request.channelRef(),
        "customerNo", request.customerNo(),
        "matchedBy", request.matchedBy(),
        "region", request.region(),
        "cell", request.cell(),
        "transformer", request.transformer(),
        "contact",
            contact == null ? null : Json.object("name", contact.name(), "phone", contact.phone()),
        "address", request.address(),
        "location",
            request.location() == null
                ? null
                : Json.object("lon", request.location().lon(), "lat", request.location().lat()),
        "text", request.text(),
        "priority", request.priority(),
        "holder", request.holder(),
        "receivedAt", Times.iso(request.receivedAt()),
        "mergedInto", request.mergedInto(),
        "promises", Receipts.promises(request.promises(), Instant::toString),
        "allowedMoves", request.allowedMoves().stream().sorted().map(move -> move.wire()).toList(),
        "drill", request.drill());
  }

  static Map<String, @Nullable Object> step(TimelineItem item) {
    return Json.object(
        "at", Times.iso(item.at()),
        "type", item.type(),
        "actor", item.actor(),
        "data", item.data());
  }

  /** A CloudEvent. */
  static Map<String, @Nullable Object> entry(Entry entry) {
    return Json.object(
        "specversion", "1.0",
        "id", entry.cursor().toString(),
        "source", entry.source(),
        "type", entry.type(),
        "subject", entry.subject(),
        "time", Times.iso(entry.time()),
        "datacontenttype", "application/json",
        "region", entry.region(),
        "actor", entry.actor(),
        "data", entry.data());
  }
}
