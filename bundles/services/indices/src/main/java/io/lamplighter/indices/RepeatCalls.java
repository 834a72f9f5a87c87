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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many customers come again within a week (7 天内再来电). */
@Component(service = Index.class)
public final class RepeatCalls implements Index {
  private static final Duration WEEK = Duration.ofDays(7);

  @Override
  public String code() {
    return "repeat-calls";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Again within 7 days", "7 天内再来电");
  }

  @Override
  public Text formula() {
    return new Text(
        "Requests of a customer who had another one in the 168 hours before, of all requests whose customer is known; counts"
            + " when it was received. Merged ones are calls, too.",
        "此前 168 小时内同一客户已有工单的工单数 ÷ 客户已知的全部工单数，按收到时间计入；并单的来电也算。");
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
    return Set.of("request.received", "request.matched", "request.located");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    RequestFact fact = RequestFact.of(entry);
    RequestFact.About about = fact.about();
    String customer = about.customerNo();
    Case known = cases.find(about.requestNo());
    if (known == null && fact instanceof Received received) {
      Instant at = Objects.requireNonNullElse(received.receivedAt(), entry.time());
      // One whose customer nobody knows yet waits; he may become known.
      judge(
          cases,
          new Case(
              about.requestNo(),
              about.requestNo(),
              about.region(),
              about.cell(),
              at,
              null,
              customer,
              null));
    } else if (known != null && known.key() == null && customer != null) {
      judge(cases, known.in(about.region(), about.cell()).of(customer));
    } else if (known != null) {
      cases.put(known.in(about.region(), about.cell()));
    }
  }

  /** Whoever comes later in the same week comes again because of it. */
  private static void judge(Cases cases, Case one) {
    String customer = one.key();
    if (customer == null) {
      cases.put(one);
      return;
    }
    List<Case> near =
        cases.of(customer, one.at().minus(WEEK), one.at().plus(WEEK).plus(1, ChronoUnit.MICROS));
    boolean again = near.stream().anyMatch(other -> isBefore(other, one));
    cases.put(one.worth(again ? 1 : 0));
    near.stream().filter(other -> isBefore(one, other)).forEach(other -> cases.put(other.worth(1)));
  }

  private static boolean isBefore(Case one, Case other) {
    int order = one.at().compareTo(other.at());
    return order < 0 || order == 0 && one.id().compareTo(other.id()) < 0;
  }
}
