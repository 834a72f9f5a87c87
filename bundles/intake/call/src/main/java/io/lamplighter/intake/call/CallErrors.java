package io.lamplighter.intake.call;

import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Received;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many of what was taken down at a call comes back (工单差错率), by line. */
@Component(service = Index.class)
public final class CallErrors implements Index {
  private static final Set<String> CHANNELS = Set.of("call", "vip");

  @Override
  public String code() {
    return "calls-errors";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Taken down wrongly", "来电工单差错率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Requests taken down at a call that were sent back at least once because something was missing or wrong, of all"
            + " taken down at a call; counts when it was received.",
        "因缺项或有误至少被退回一次的来电工单数 ÷ 全部来电工单数，按收到时间计入。");
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
    return Set.of("request.received", "request.located", "request.returned");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    RequestFact fact = RequestFact.of(entry);
    RequestFact.About about = fact.about();
    Case known = cases.find(about.requestNo());
    if (known != null) {
      Case there = known.in(about.region(), about.cell());
      cases.put(fact instanceof RequestFact.Returned ? there.worth(1) : there);
    } else if (fact instanceof Received received && CHANNELS.contains(about.channel())) {
      Instant at = Objects.requireNonNullElse(received.receivedAt(), entry.time());
      cases.put(
          new Case(
              about.requestNo(),
              about.requestNo(),
              about.region(),
              about.cell(),
              at,
              about.channel(),
              null,
              0.0));
    }
  }
}
