package io.lamplighter.indices;

import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Received;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How long it takes until somebody has taken a request in hand (首次回应), by kind. */
@Component(service = Index.class)
public final class FirstAnswer implements Index {
  private static final double MINUTE_MS = 60_000;

  @Override
  public String code() {
    return "first-answer";
  }

  @Override
  public int edition() {
    return 2;
  }

  @Override
  public Text name() {
    return new Text("First answer", "首次回应时长");
  }

  @Override
  public Text formula() {
    return new Text(
        "Minutes from the receipt of a request to the first thing that is done with it; counts when it was received. Those"
            + " merged or cancelled before count in nothing, until they are taken out again.",
        "从收到工单到首次处理的分钟数（平均），按收到时间计入；此前已并单或取消的不计，拆出后重新计入。");
  }

  @Override
  public Measure measure() {
    return Measure.MINUTES;
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        "request.received",
        "request.located",
        "request.triaged",
        "request.returned",
        "request.scheduled",
        "request.dispatched",
        "request.accepted",
        "request.arrived",
        "request.resolved",
        "request.merged",
        "request.unmerged",
        "request.cancelled");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    RequestFact fact = RequestFact.of(entry);
    RequestFact.About about = fact.about();
    Case known = cases.find(about.requestNo());
    if (fact instanceof Received received) {
      if (known == null) {
        Instant at = Objects.requireNonNullElse(received.receivedAt(), entry.time());
        cases.put(
            new Case(
                about.requestNo(),
                about.requestNo(),
                about.region(),
                about.cell(),
                at,
                about.kind(),
                null,
                null));
      }
      return;
    }
    if (known == null) {
      return;
    }
    Case there = known.in(about.region(), about.cell());
    if (known.value() != null || fact instanceof RequestFact.Located) {
      cases.put(there);
    } else if (fact instanceof RequestFact.Merged || fact instanceof RequestFact.Cancelled) {
      cases.put(there.outOf(0));
    } else if (fact instanceof RequestFact.Unmerged) {
      cases.put(there.outOf(1));
    } else if (known.outOf() > 0) {
      // Whose clock is ahead of ours has waited for nothing.
      long millis = Math.max(0, Duration.between(known.at(), entry.time()).toMillis());
      cases.put(there.worth(millis / MINUTE_MS));
    }
  }
}
