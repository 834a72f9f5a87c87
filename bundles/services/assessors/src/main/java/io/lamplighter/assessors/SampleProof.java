package io.lamplighter.assessors;

import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Drawn;
import io.lamplighter.api.assessors.Sample.Finding;
import io.lamplighter.api.assessors.SampleFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.ProvenRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether samples and findings still are as the journal, which is sealed, says of them. */
@Component(service = ProvenRows.class)
public final class SampleProof implements ProvenRows {
  private static final int AT_ONCE = 50;

  private final Tools tools;

  @Activate
  public SampleProof(@Reference AssessorDesk desk) {
    this(desk.tools());
  }

  SampleProof(Tools tools) {
    this.tools = tools;
  }

  /** A sample with all its rows, of one instant. */
  record Stand(Sample sample, List<SampleTables.Case> cases, List<Finding> findings) {
    static @Nullable Stand of(SampleTables tables, String no) throws java.sql.SQLException {
      Sample sample = tables.get(no, false);
      return sample == null ? null : new Stand(sample, tables.cases(no), tables.findings(no));
    }
  }

  @Override
  public List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    List<String> page = List.of("");
    while (!page.isEmpty() && wrong.size() < MOST) {
      String after = page.get(page.size() - 1);
      page = tools.work().read(t -> new SampleTables(t.connection()).numbers(after, AT_ONCE));
      for (String no : page) {
        Stand stand = tools.work().find(t -> Stand.of(new SampleTables(t.connection()), no));
        if (stand != null) {
          wrong.addAll(wrong(stand));
        }
      }
    }
    return wrong.size() <= MOST ? wrong : wrong.subList(0, MOST);
  }

  /** What is wrong with one; empty when nothing is. */
  List<String> wrong(Stand stand) {
    String no = stand.sample().no();
    List<String> wrong = new ArrayList<>();
    SampleFact committed = null;
    SampleFact drawn = null;
    Set<String> told = new HashSet<>();
    for (Entry entry : tools.journal().about(no)) {
      SampleFact fact = fact(entry);
      if (fact instanceof SampleFact.Committed) {
        committed = fact;
      } else if (fact instanceof SampleFact.Drawn) {
        drawn = fact;
      } else if (fact instanceof SampleFact.Recorded recorded) {
        told.add(recorded.digest());
      }
    }
    if (!committed(stand.sample()).equals(committed)) {
      wrong.add("sample " + no + " is not as it was committed");
    }
    SampleFact rows = drawn(stand);
    if (rows == null ? drawn != null : !rows.equals(drawn)) {
      wrong.add("sample " + no + " is not as it was drawn");
    }
    for (Finding finding : stand.findings()) {
      if (!told.remove(finding.digest())) {
        wrong.add(
            "a finding of case "
                + finding.caseNo()
                + " in sample "
                + no
                + " is not as its entry says");
      }
    }
    if (!told.isEmpty()) {
      wrong.add("sample " + no + " lacks " + told.size() + " findings that the journal has");
    }
    return wrong;
  }

  /** Null of one that somebody has damaged: it proves nothing. */
  private static @Nullable SampleFact fact(Entry entry) {
    try {
      return SampleFact.of(entry);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static SampleFact.Committed committed(Sample sample) {
    return new SampleFact.Committed(
        sample.no(),
        sample.of().wire(),
        sample.region(),
        sample.from().toString(),
        sample.to().toString(),
        sample.size(),
        sample.commitment());
  }

  /** As its rows are now; null while it is not drawn. */
  private static SampleFact.@Nullable Drawn drawn(Stand stand) {
    Drawn drawn = stand.sample().drawn();
    return drawn == null ? null : drawn(stand.sample().no(), drawn, stand.cases());
  }

  static SampleFact.Drawn drawn(String no, Drawn drawn, List<SampleTables.Case> cases) {
    return new SampleFact.Drawn(
        no,
        drawn.secret(),
        drawn.block(),
        drawn.head(),
        drawn.seed(),
        drawn.population(),
        drawn.populationDigest(),
        cases.size(),
        Draw.digest(cases.stream().map(SampleTables.Case::line).toList()));
  }
}
