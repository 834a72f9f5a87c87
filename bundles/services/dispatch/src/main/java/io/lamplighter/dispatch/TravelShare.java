package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** How much of a visit is the way (路途占比), by kind of work. */
@Component(service = Index.class)
public final class TravelShare implements Index {
  private static final double MINUTE_MS = 60_000;

  @Override
  public String code() {
    return "travel-share";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Time on the way", "路途占比");
  }

  @Override
  public Text formula() {
    return new Text(
        "Minutes from departure to arrival, of the minutes from departure to the end of the work; all visits together, not a"
            + " mean of visits; counts when the crew departed. Visits whose work has not ended wait; without a departure or an"
            + " arrival they count in nothing.",
        "出发到到达的分钟数之和 ÷ 出发到结束作业的分钟数之和（合计相除，非各次平均），按出发时间计入；作业未结束的待定，无出发或到达" + "记录的不计。");
  }

  @Override
  public Measure measure() {
    return Measure.RATIO;
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        "work-order.departed",
        "work-order.arrived",
        "work-order.finished",
        "work-order.failed",
        "work-order.released");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    WorkOrderFact fact = WorkOrderFact.of(entry);
    String order = fact.about().workOrder();
    // Marks: when it departed, and when it arrived.
    Case departed = cases.find("departed " + order);
    Case arrived = cases.find("arrived " + order);
    if (fact instanceof WorkOrderFact.Stepped step) {
      if (entry.type().equals("work-order.departed")) {
        cases.remove("arrived " + order);
        cases.put(at(entry, fact.about(), "departed " + order, step.at()).outOf(0));
      } else if (departed != null && !step.at().isBefore(departed.at())) {
        cases.put(at(entry, fact.about(), "arrived " + order, step.at()).outOf(0));
        cases.put(visit(entry, fact.about(), departed));
      }
      return;
    }
    if (departed != null && arrived != null) {
      Case visit = visit(entry, fact.about(), departed);
      Instant end = end(fact);
      if (end == null || end.isBefore(arrived.at())) {
        cases.remove(visit.id());
      } else {
        cases.put(
            visit.worth(minutes(departed.at(), arrived.at())).outOf(minutes(departed.at(), end)));
      }
    }
    cases.remove("departed " + order);
    cases.remove("arrived " + order);
  }

  /** Null when the order left the crew before. */
  private static @Nullable Instant end(WorkOrderFact fact) {
    if (fact instanceof WorkOrderFact.Finished finished) {
      return finished.at();
    }
    return fact instanceof WorkOrderFact.Failed failed ? failed.at() : null;
  }

  private static double minutes(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MINUTE_MS;
  }

  private static Case visit(Entry entry, WorkOrderFact.About about, Case departed) {
    return at(entry, about, about.workOrder() + "@" + departed.at(), departed.at());
  }

  private static Case at(Entry entry, WorkOrderFact.About about, String id, Instant at) {
    String cell = about.cell() == null ? about.station() : about.cell();
    return new Case(id, about.requestNo(), entry.region(), cell, at, about.workKind(), null, null);
  }
}
