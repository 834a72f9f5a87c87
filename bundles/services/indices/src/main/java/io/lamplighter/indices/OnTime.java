package io.lamplighter.indices;

import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many limits were kept, by rule (准时率). */
@Component(service = Index.class)
public final class OnTime implements Index {
  @Override
  public String code() {
    return "on-time";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("On time", "准时率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Limits met by their due instant, of those that were met or have passed; counts when that was decided."
            + " Withdrawn ones and rules judged as averages count in nothing.",
        "到期前完成的时限数 ÷ 已完成或已逾期的时限数，按作出结果的时间计入；撤销的和按平均判的规则不计。");
  }

  @Override
  public Measure measure() {
    return Measure.SHARE;
  }

  @Override
  public boolean moreIsBetter() {
    return true;
  }

  @Override
  public Set<String> types() {
    return Set.of("clock.met", "clock.breached", "clock.withdrawn");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    ClockFact fact = ClockFact.of(entry);
    String id = fact.about().clock();
    if (Boolean.TRUE.equals(fact.about().mean())) {
      return;
    }
    if (fact instanceof ClockFact.Withdrawn) {
      cases.remove(id);
    } else if (fact instanceof ClockFact.Breached breached) {
      cases.put(judged(entry, fact, breached.dueAt(), 0));
    } else if (fact instanceof ClockFact.Met met) {
      if (!met.late()) {
        cases.put(judged(entry, fact, met.metAt(), 1));
      } else if (cases.find(id) == null) {
        // One that was seen to be late stays where it became so.
        Instant due = met.dueAt();
        cases.put(judged(entry, fact, due == null ? met.metAt() : due, 0));
      }
    }
  }

  private static Case judged(Entry entry, ClockFact fact, Instant at, double value) {
    ClockFact.About about = fact.about();
    return new Case(
        about.clock(), about.on(), entry.region(), about.cell(), at, about.rule(), null, value);
  }
}
