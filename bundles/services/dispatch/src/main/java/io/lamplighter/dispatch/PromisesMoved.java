package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.AppointmentFact;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** How many promised times we move (改约率), by mode. */
@Component(service = Index.class)
public final class PromisesMoved implements Index {
  /** What is not of our doing. */
  private static final Set<String> THEIRS = Set.of("customer", "request");

  @Override
  public String code() {
    return "promises-moved";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Promises moved", "改约率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Promised times that we moved or gave up, of all that were promised; counts when it was promised. What the customer"
            + " wanted otherwise, or whose request was over before, was kept as far as that goes.",
        "由我方改动或取消的预约数 ÷ 全部预约数，按作出预约的时间计入；客户要求改动的和工单先行结束的不算改约。");
  }

  @Override
  public Measure measure() {
    return Measure.SHARE;
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        "work-order.opened",
        "work-order.assigned",
        "appointment.made",
        "appointment.changed",
        "appointment.cancelled");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    if (entry.type().startsWith("work-order.")) {
      place(entry, cases);
      return;
    }
    AppointmentFact fact = AppointmentFact.of(entry);
    AppointmentFact.About about = fact.about();
    if (fact instanceof AppointmentFact.Cancelled cancelled) {
      Case one = cases.find(about.appointment());
      if (one != null && !THEIRS.contains(cancelled.because())) {
        cases.put(one.worth(1));
      }
      return;
    }
    if (fact instanceof AppointmentFact.Changed changed && !THEIRS.contains(changed.because())) {
      Case last = last(cases, about, entry.time());
      if (last != null) {
        cases.put(last.worth(1));
      }
    }
    if (cases.find(about.appointment()) == null) {
      Case order = cases.find("order " + about.workOrder());
      cases.put(
          new Case(
              about.appointment(),
              about.requestNo(),
              entry.region(),
              order == null ? null : order.cell(),
              entry.time(),
              about.mode(),
              about.workOrder(),
              0.0));
    }
  }

  /** A mark: an appointment does not say where its order is. */
  private static void place(Entry entry, Cases cases) {
    WorkOrderFact.About about = WorkOrderFact.of(entry).about();
    String id = "order " + about.workOrder();
    Case known = cases.find(id);
    String cell = about.cell() == null ? about.station() : about.cell();
    Instant at = known == null ? entry.time() : known.at();
    cases.put(new Case(id, about.requestNo(), entry.region(), cell, at, null, null, null, 0));
  }

  /** The one that was promised before. */
  private static @Nullable Case last(Cases cases, AppointmentFact.About about, Instant at) {
    List<Case> earlier =
        cases.of(about.workOrder(), Instant.EPOCH, at).stream()
            .filter(one -> !one.id().equals(about.appointment()))
            .toList();
    return earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
  }
}
