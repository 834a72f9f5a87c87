package io.lamplighter.intake.call;

import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many callers give up before anybody answers (放弃率), by line. */
@Component(service = Index.class)
public final class Abandoned implements Index {
  static final Set<String> TYPES = Set.of("switch-call.answered", "switch-call.abandoned");

  @Override
  public String code() {
    return "calls-abandoned";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Callers who gave up", "来电放弃率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Calls that were given up before anybody answered, of all that were answered or given up; counts when it was"
            + " offered.",
        "接通前放弃的来电数 ÷ 已接通或已放弃的来电数，按来电时间计入。");
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
    return TYPES;
  }

  @Override
  public void read(Entry entry, Cases cases) {
    SwitchFact call = entry.as(SwitchFact.class);
    cases.put(of(entry, call, call.answeredAt() == null));
  }

  /** A call that counts. */
  static Case of(Entry entry, SwitchFact call, boolean is) {
    return new Case(
        entry.subject(),
        entry.subject(),
        entry.region(),
        null,
        call.offeredAt(),
        call.line(),
        null,
        is ? 1.0 : 0.0);
  }
}
