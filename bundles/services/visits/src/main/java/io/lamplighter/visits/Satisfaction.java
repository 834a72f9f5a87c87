package io.lamplighter.visits;

import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.visits.VisitFact;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many of those who were asked and answered were satisfied (满意率), by kind. */
@Component(service = Index.class)
public final class Satisfaction implements Index {
  /** From this score on. */
  static final int SATISFIED = 4;

  @Override
  public String code() {
    return "satisfaction";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Satisfaction", "回访满意率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Visits with a score of 4 or 5, of all that were asked and answered; counts when it was answered. What was said"
            + " unasked counts in nothing.",
        "评分 4 或 5 的回访 ÷ 已问且已答复的回访，按答复时间计入；自评不计。");
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
    return Set.of("visit.answered");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    VisitFact.Answered answered = entry.as(VisitFact.Answered.class);
    VisitFact.About about = answered.about();
    if (Boolean.TRUE.equals(answered.asked())) {
      cases.put(
          new Case(
              about.visit(),
              about.requestNo(),
              entry.region(),
              about.cell(),
              entry.time(),
              about.kind(),
              null,
              answered.score() >= SATISFIED ? 1.0 : 0.0));
    }
  }
}
