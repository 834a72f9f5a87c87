package io.lamplighter.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.requests.Receipts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the contract shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RequestView(
    String requestNo,
    long version,
    String kind,
    String kindReason,
    boolean kindSure,
    @Nullable Double confidence,
    String state,
    String channel,
    @Nullable String channelRef,
    @Nullable String customerNo,
    @Nullable String matchedBy,
    String region,
    @Nullable String cell,
    @Nullable String transformer,
    Submission.@Nullable Contact contact,
    @Nullable String address,
    @Nullable Location location,
    @Nullable String text,
    int priority,
    @Nullable String holder,
    String receivedAt,
    @Nullable String mergedInto,
    List<Map<String, @Nullable String>> promises,
    List<String> allowedMoves,
    boolean drill,
    FindsView finds) {

  /** What was found in its words. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FindsView(
      @Nullable String address,
      @Nullable String customerNo,
      @Nullable String meter,
      @Nullable String phone,
      @Nullable String since,
      List<String> extent,
      List<String> inDanger,
      List<String> corrected) {
    private static FindsView of(Request.Finds finds, RegionTime time) {
      Instant since = finds.since();
      return new FindsView(
          finds.address(),
          finds.customerNo(),
          finds.meter(),
          finds.phone(),
          since == null ? null : time.text(since),
          finds.extent(),
          finds.inDanger(),
          finds.corrected());
    }
  }

  static RequestView of(Request request, RegionTime time) {
    return new RequestView(
        request.requestNo(),
        request.version(),
        request.kind().wire(),
        request.kindReason(),
        request.trust().kindSure(),
        request.trust().confidence(),
        request.state().wire(),
        request.channel(),
        request.channelRef(),
        request.customerNo(),
        request.matchedBy(),
        request.region(),
        request.cell(),
        request.transformer(),
        request.contact(),
        request.address(),
        request.location(),
        request.text(),
        request.priority(),
        request.holder(),
        time.text(request.receivedAt()),
        request.mergedInto(),
        Receipts.promises(request.promises(), time::text),
        request.allowedMoves().stream().sorted().map(Move::wire).toList(),
        request.drill(),
        FindsView.of(request.finds(), time));
  }
}
