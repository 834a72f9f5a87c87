package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.CrewFact;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How much of what crews could do they did (班组承载力利用率). */
@Component(service = Index.class)
public final class CapacityUsed implements Index {
  @Override
  public String code() {
    return "capacity-used";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Crew capacity used", "班组承载力利用率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Minutes on the way and at customers, of visits begun in a shift, by the minutes of the shift without its break; all"
            + " together, not a mean of shifts; counts when the shift began. As it was known four hours after its end; who"
            + " works only when called counts in nothing.",
        "当班内开始的上门的路途与现场分钟数之和 ÷ 当班扣除休息的分钟数之和（合计相除，非各班平均），按当班开始计入；以下班 4 小时后" + "所知为准，值班待命不计。");
  }

  @Override
  public Measure measure() {
    return Measure.RATIO;
  }

  @Override
  public boolean moreIsBetter() {
    return true;
  }

  @Override
  public Set<String> types() {
    return Set.of("crew.shift-ended");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    CrewFact.ShiftEnded ended = entry.as(CrewFact.ShiftEnded.class);
    cases.put(
        new Case(
            ended.crew() + "@" + ended.from(),
            ended.crew(),
            entry.region(),
            ended.station(),
            ended.from(),
            null,
            null,
            (double) (ended.wayMinutes() + ended.workMinutes()),
            ended.minutes()));
  }
}
