package io.lamplighter.shell;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.journal.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of things, with the names they have over HTTP. */
final class Shapes {
  private Shapes() {}

  static Map<String, @Nullable Object> receipt(Receipt receipt) {
    return Json.object(
        "requestNo", receipt.requestNo(),
        "trackingToken", receipt.trackingToken(),
        "state", receipt.state().wire(),
        "receivedAt", Times.iso(receipt.receivedAt()),
        "mergedInto", receipt.mergedInto(),
        "promises", promises(receipt.promises()),
        "replayed", receipt.replayed());
  }

  static Map<String, @Nullable Object> request(Request request) {
    Submission.Contact contact = request.contact();
    return Json.object(
        "requestNo", request.requestNo(),
        "version", request.version(),
        "kind", request.kind().wire(),
        "kindReason", request.kindReason(),
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
        "promises", promises(request.promises()),
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

  private static List<Map<String, @Nullable Object>> promises(List<Promise> promises) {
    return promises.stream()
        .map(promise -> Json.object("rule", promise.rule(), "dueAt", Times.iso(promise.dueAt())))
        .toList();
  }
}
