package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.assessors.CaseEvidence;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Finding;
import io.lamplighter.api.assessors.SampleFact;
import io.lamplighter.api.assessors.SampleOrder;
import io.lamplighter.api.assessors.Samples;
import io.lamplighter.api.assessors.Verdict;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.security.Caller;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Samples: committed, drawn, looked through, and what is found. */
@Component(service = {Samples.class, SamplesService.class})
public final class SamplesService implements Samples {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
  private static final Pattern NUMBER = Pattern.compile("S\\d{11}");
  private static final int LONGEST = 2_000;
  private static final int MOST_FINDINGS = 400;

  private final Tools tools;
  private final SampleProof proof;
  private final Drawing drawing;

  @Activate
  public SamplesService(@Reference AssessorDesk desk) {
    this(desk.tools());
  }

  SamplesService(Tools tools) {
    this.tools = tools;
    this.proof = new SampleProof(tools);
    this.drawing = new Drawing(tools);
  }

  @Override
  public Page<Sample> find(Caller caller, @Nullable String after, int limit) {
    Assessor.reads(caller);
    Page.check(limit);
    return tools
        .work()
        .read(t -> new SampleTables(t.connection()).find(caller.region(), after, limit));
  }

  @Override
  public Sample get(Caller caller, String no) {
    Assessor.reads(caller);
    SampleProof.Stand stand = stand(caller, no);
    return shown(stand.sample(), stand.findings(), proof.wrong(stand));
  }

  /** With all its rows. */
  private SampleProof.Stand stand(Caller caller, String no) {
    return seen(
        caller, no, tables -> SampleProof.Stand.of(tables, no), stand -> stand.sample().region());
  }

  /** By itself. */
  private Sample sample(Caller caller, String no) {
    return seen(caller, no, tables -> tables.get(no, false), Sample::region);
  }

  private <T> T seen(Caller caller, String no, Rows<T> rows, Function<T, String> region) {
    T found =
        NUMBER.matcher(no).matches()
            ? tools.work().find(t -> rows.of(new SampleTables(t.connection())))
            : null;
    if (found == null || !caller.covers(region.apply(found))) {
      throw new Refusal.NotFound("sample.unknown", new Text("There is no such sample", "没有该样本"));
    }
    return found;
  }

  /** Reads something of a sample; null when there is none. */
  private interface Rows<T> {
    @Nullable T of(SampleTables tables) throws SQLException;
  }

  static Sample shown(Sample one, List<Finding> findings, List<String> wrong) {
    return new Sample(
        one.no(),
        one.version(),
        one.of(),
        one.region(),
        one.from(),
        one.to(),
        one.size(),
        one.commitment(),
        one.committedBy(),
        one.committedAt(),
        one.drawn(),
        findings,
        wrong);
  }

  @Override
  public Sample commit(Caller caller, SampleOrder order) {
    Assessor.assesses(caller);
    Instant now = tools.now();
    LocalDate today = LocalDate.ofInstant(now, tools.house().zone());
    // Checked before a number is taken for it.
    Orders.checked(caller, order, "", now, today);
    return tools
        .work()
        .command(
            t -> {
              SampleTables tables = new SampleTables(t.connection());
              String no =
                  "S"
                      + DAY.format(today)
                      + String.format(Locale.ROOT, "%05d", tables.nextNumber() % 100_000);
              Sample sample = Orders.checked(caller, order, no, now, today);
              tables.insert(sample);
              tools.tell(t, SampleProof.committed(sample), no, sample.region(), caller.actor());
              return sample;
            });
  }

  @Override
  public Sample draw(Caller caller, String no, @Nullable Long seen, String secret) {
    Assessor.assesses(caller);
    return drawing.draw(caller, sample(caller, no), seen, secret);
  }

  @Override
  public CaseEvidence evidence(Caller caller, String no, String caseNo) {
    Assessor.assesses(caller);
    Sample sample = sample(caller, no);
    CaseEvidence evidence = Evidence.shown(tools.proofs(), drawn(no, caseNo));
    look(caller, "sample-case", sample, List.of(caseNo));
    return evidence;
  }

  /** On record before it is shown. */
  void look(Caller caller, String way, Sample sample, List<String> cases) {
    tools
        .looks()
        .note(
            Look.by(caller, way, sample.region())
                .asked("sample", sample.no())
                .shows(sample.of().wire(), cases));
  }

  /**
   * What an export is made of, once the look is on record.
   *
   * @throws Refusal.Conflict {@code sample.not-drawn}
   */
  SampleProof.Stand taken(Caller caller, String no) {
    Assessor.assesses(caller);
    SampleProof.Stand stand = stand(caller, no);
    if (stand.sample().drawn() == null) {
      throw new Refusal.Conflict("sample.not-drawn", new Text("It is not drawn yet", "该样本尚未抽取"));
    }
    look(
        caller,
        "sample-export",
        stand.sample(),
        stand.cases().stream().map(SampleTables.Case::no).toList());
    return stand;
  }

  private SampleTables.Case drawn(String no, String caseNo) {
    SampleTables.Case drawn =
        tools.work().find(t -> new SampleTables(t.connection()).drawnCase(no, caseNo));
    if (drawn == null) {
      throw new Refusal.NotFound("sample.case-unknown", new Text("It was not drawn", "不在该样本中"));
    }
    return drawn;
  }

  @Override
  public Sample record(
      Caller caller, String no, String caseNo, @Nullable Verdict verdict, String words) {
    Assessor.assesses(caller);
    SampleProof.Stand before = stand(caller, no);
    drawn(no, caseNo);
    if (verdict == null) {
      throw new Refusal.Invalid("/verdict", "is missing", "缺失");
    }
    String said = words.strip();
    if (said.length() > LONGEST
        || said.indexOf('\0') >= 0
        || said.isEmpty() && verdict != Verdict.IN_ORDER) {
      throw new Refusal.Invalid(
          "/words",
          "must say why, in at most " + LONGEST + " characters",
          "须说明理由，最多 " + LONGEST + " 字");
    }
    List<String> wrong = proof.wrong(before);
    return tools
        .work()
        .command(
            t -> {
              SampleTables tables = new SampleTables(t.connection());
              Sample sample = tables.locked(no);
              if (tables.findings(no).size() >= MOST_FINDINGS) {
                throw new Refusal.Conflict(
                    "sample.full", new Text("No more findings fit here", "该样本的结论已满"));
              }
              Finding finding =
                  Findings.finding(
                      no, caseNo, verdict, said, caller.actor(), tools.now(), Findings.salt());
              tables.add(no, finding);
              tools.tell(
                  t,
                  new SampleFact.Recorded(no, caseNo, verdict.wire(), finding.digest()),
                  no,
                  sample.region(),
                  caller.actor());
              return shown(tables.locked(no), tables.findings(no), wrong);
            });
  }
}
