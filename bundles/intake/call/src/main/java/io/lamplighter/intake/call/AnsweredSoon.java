package io.lamplighter.intake.call;

import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many calls are answered within 20 seconds (20 秒接通率), by line. */
@Component(service = Index.class)
public final class AnsweredSoon implements Index {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Override
  public String code() {
    return "calls-within-20s";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Answered within 20 s", "20 秒接通率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Calls answered within 20 seconds of being offered, of all that were answered or given up; counts when it was"
            + " offered. Times are the switch's.",
        "20 秒内接通的来电数 ÷ 已接通或已放弃的来电数，按来电时间计入；时间以话务平台为准。");
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
    return Abandoned.TYPES;
  }

  @Override
  public void read(Entry entry, Cases cases) {
    SwitchFact call = entry.as(SwitchFact.class);
    Instant answered = call.answeredAt();
    boolean soon = answered != null && !answered.isAfter(call.offeredAt().plus(SOON));
    cases.put(Abandoned.of(entry, call, soon));
  }
}
