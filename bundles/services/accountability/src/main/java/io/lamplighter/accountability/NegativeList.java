package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.FileFact;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** How many files for each thousand orders (负面清单千单率). */
@Component(service = Index.class)
public final class NegativeList implements Index {
  @Override
  public String code() {
    return "negative-list";
  }

  @Override
  public int edition() {
    return 1;
  }

  @Override
  public Text name() {
    return new Text("Negative list per 1,000 orders", "负面清单千单率");
  }

  @Override
  public Text formula() {
    return new Text(
        "Files of the negative list, of each 1,000 requests that were received; a file counts when what it is about happened,"
            + " a request when it was received. Annulled files count in nothing.",
        "负面清单建档数 ÷ 收到的工单数 × 1000；档案按事发时间计入，工单按收到时间计入；已撤销的档案不计。");
  }

  @Override
  public Measure measure() {
    return Measure.PER_THOUSAND;
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
        "accountability-file.opened",
        "accountability-file.annulled");
  }

  /** Who may know that there is a file. */
  @Override
  public Set<Role> readers() {
    return Set.of(Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR);
  }

  @Override
  public void read(Entry entry, Cases cases) {
    if (entry.type().startsWith("request.")) {
      order(entry, cases);
      return;
    }
    FileFact fact = FileFact.of(entry);
    String file = fact.about().file();
    Case known = cases.find(file);
    if (fact instanceof FileFact.Opened opened) {
      if (known == null) {
        cases.put(
            new Case(
                file, file, entry.region(), fact.about().cell(), opened.at(), null, null, 1.0, 0));
      }
    } else if (known != null) {
      cases.put(known.worth(0));
    }
  }

  private static void order(Entry entry, Cases cases) {
    RequestFact fact = RequestFact.of(entry);
    RequestFact.About about = fact.about();
    Case known = cases.find(about.requestNo());
    if (known != null) {
      cases.put(known.in(about.region(), about.cell()));
    } else if (fact instanceof RequestFact.Received received) {
      Instant at = Objects.requireNonNullElse(received.receivedAt(), entry.time());
      cases.put(
          new Case(
              about.requestNo(),
              about.requestNo(),
              about.region(),
              about.cell(),
              at,
              null,
              null,
              0.0));
    }
  }
}
