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
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many are settled without the customer coming again (一次办结), by kind. */
@Component(service = Index.class)
public final class FirstCall implements Index {
  private static final Duration WEEK = Duration.ofDays(7);

  @Override
  public String code() {
    return "first-call";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Settled at the first call", "一次办结率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Closed requests that were never reopened and whose customer had no other request in the 168 hours after, of all"
            + " that were closed and whose customer was known by then; counts when it was received. Merged and cancelled ones count as"
            + " another call, but not by themselves. Until the week is over a figure may still fall.",
        "已办结、未重开且客户此后 168 小时内再无工单的工单数 ÷ 已办结且办结时客户已知的工单数，按收到时间计入。并单、取消的只算再次来电，"
            + "本身不计；7 天未满前数值仍可能下降。");
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
    return Set.of(
        "request.received",
        "request.matched",
        "request.located",
        "request.merged",
        "request.unmerged",
        "request.cancelled",
        "request.closed",
        "request.reopened");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    RequestFact fact = RequestFact.of(entry);
    RequestFact.About about = fact.about();
    Case known = cases.find(about.requestNo());
    if (known == null) {
      if (fact instanceof Received received) {
        Instant at = Objects.requireNonNullElse(received.receivedAt(), entry.time());
        come(cases, first(about, at));
      }
      return;
    }
    Case one = known.in(about.region(), about.cell());
    String customer = about.customerNo();
    if (known.key() == null && customer != null) {
      one = one.of(customer);
      come(cases, one);
    }
    cases.put(changed(cases, one, fact));
  }

  private static Case first(RequestFact.About about, Instant at) {
    return new Case(
        about.requestNo(),
        about.requestNo(),
        about.region(),
        about.cell(),
        at,
        about.kind(),
        about.customerNo(),
        null);
  }

  /** Whoever comes within a week of what was thought to be settled shows that it was not. */
  private static void come(Cases cases, Case one) {
    cases.put(one);
    String customer = one.key();
    if (customer != null) {
      cases.of(customer, one.at().minus(WEEK), one.at().plus(1, ChronoUnit.MICROS)).stream()
          .filter(other -> isBefore(other, one) && other.outOf() > 0 && other.value() != null)
          .forEach(other -> cases.put(other.worth(0)));
    }
  }

  private static Case changed(Cases cases, Case one, RequestFact fact) {
    boolean open = one.value() == null;
    if (fact instanceof RequestFact.Merged || fact instanceof RequestFact.Cancelled) {
      return open ? one.outOf(0) : one;
    }
    if (fact instanceof RequestFact.Unmerged) {
      return open ? one.outOf(1) : one;
    }
    if (fact instanceof RequestFact.Closed) {
      return open && one.outOf() > 0 ? judged(cases, one) : one;
    }
    if (fact instanceof RequestFact.Reopened) {
      // What was called off begins anew; what was closed was not settled.
      return open ? one.outOf(1) : one.worth(0);
    }
    return one;
  }

  /** Of whom nobody knows, nobody can tell whether he comes again. */
  private static Case judged(Cases cases, Case one) {
    String customer = one.key();
    if (customer == null) {
      return one.worth(0).outOf(0);
    }
    boolean again =
        cases.of(customer, one.at(), one.at().plus(WEEK).plus(1, ChronoUnit.MICROS)).stream()
            .anyMatch(other -> isBefore(one, other));
    return one.worth(again ? 0 : 1);
  }

  private static boolean isBefore(Case one, Case other) {
    int order = one.at().compareTo(other.at());
    return order < 0 || order == 0 && one.id().compareTo(other.id()) < 0;
  }
}
