package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.dispatch.BoardView.SpanView;
import io.lamplighter.dispatch.Capacity.Look;
import io.lamplighter.dispatch.Capacity.Relieved;
import io.lamplighter.dispatch.CapacityTables.Held;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import io.lamplighter.dispatch.Sheet.Room;
import io.lamplighter.kit.text.Count;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A station's capacity sheet as it is shown. */
record CapacityView(
    String station,
    String day,
    long version,
    List<CrewView> crews,
    List<ShortageView> shortages,
    List<HeldView> heldBack) {
  private static final Text ALL_WORK = new Text("all work", "全部业务");
  private static final Text STANDS_STILL =
      new Text("should have gone on, and stands still", "该办未办，停滞至今");

  /**
   * @param located whether its ways are known; else each is taken for 20 minutes
   */
  record CrewView(
      String crew,
      String name,
      String station,
      SpanView shift,
      int people,
      boolean onCall,
      boolean located,
      long canMinutes,
      long hasMinutes,
      long workMinutes,
      long leftMinutes,
      List<RoomView> kinds) {}

  /**
   * Jobs of a kind.
   *
   * @param minutes that one takes
   * @param cases that are behind that, of this crew
   */
  record RoomView(
      String kind, long can, long has, long left, int minutes, int cases, List<String> orders) {}

  /**
   * @param kind null for all kinds together
   * @param wanted minutes, as {@code can}
   */
  record ShortageView(
      @Nullable String kind,
      String says,
      long wanted,
      long can,
      List<String> orders,
      List<ReliefView> proposals) {}

  record ReliefView(String id, String kind, String says, @Nullable String costs) {}

  /** An order that stands still (压单). */
  record HeldView(
      String workOrder,
      String requestNo,
      String kind,
      @Nullable String crew,
      String state,
      Instant since,
      String says) {}

  static CapacityView of(Look look, WorkKinds kinds, Locale language) {
    return new CapacityView(
        look.sheet().station(),
        look.sheet().day().toString(),
        look.version(),
        look.sheet().crews().stream().map(crew -> crew(crew, look)).toList(),
        look.shortages().stream().map(one -> shortage(one, kinds, language)).toList(),
        look.held().stream().map(one -> held(one, language)).toList());
  }

  private static CrewView crew(CrewRoom crew, Look look) {
    CrewShift shift = crew.shift();
    return new CrewView(
        shift.crew(),
        look.names().getOrDefault(shift.crew(), shift.crew()),
        shift.station(),
        new SpanView(shift.span().from(), shift.span().to()),
        shift.people(),
        shift.onCall(),
        shift.home() != null,
        crew.canMinutes(),
        crew.hasMinutes(),
        crew.workMinutes(),
        crew.leftMinutes(),
        crew.kinds().stream().map(CapacityView::room).toList());
  }

  private static RoomView room(Room room) {
    return new RoomView(
        room.kind(),
        room.can(),
        room.has(),
        room.left(),
        room.learned().minutes(),
        room.learned().cases(),
        room.orders());
  }

  private static ShortageView shortage(Relieved one, WorkKinds kinds, Locale language) {
    Shortage shortage = one.shortage();
    WorkKind kind = shortage.kind() == null ? null : kinds.find(shortage.kind());
    String what = (kind == null ? ALL_WORK : kind.name()).in(language);
    String says =
        new Text(
                Count.of(shortage.minutes(), "minute is", "minutes are") + " missing for " + what,
                what + "缺 " + shortage.minutes() + " 分钟")
            .in(language);
    return new ShortageView(
        shortage.kind(),
        says,
        shortage.wantedMinutes(),
        shortage.canMinutes(),
        shortage.orders().stream().map(Shortage.Wanted::order).toList(),
        one.reliefs().stream().map(relief -> relief(relief, language)).toList());
  }

  private static ReliefView relief(Relief one, Locale language) {
    return new ReliefView(
        one.id(),
        one.kind().wire(),
        one.says().in(language),
        one.costs() == null ? null : one.costs().in(language));
  }

  private static HeldView held(Held one, Locale language) {
    String says = STANDS_STILL.in(language);
    return new HeldView(
        one.workOrder(), one.requestNo(), one.kind(), one.crew(), one.state(), one.since(), says);
  }
}
