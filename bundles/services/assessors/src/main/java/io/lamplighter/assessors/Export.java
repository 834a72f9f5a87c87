package io.lamplighter.assessors;

import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Drawn;
import io.lamplighter.api.assessors.Sample.Finding;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that an assessor needs to compute a sample anew on a machine of his own ({@code
 * tools/recompute}): lines of JSON in a ZIP.
 */
final class Export {
  static final String FORMAT = "lamplighter-sample-1";

  private final Tools tools;
  private final Neighbourhood neighbours;

  Export(Tools tools, Neighbourhood neighbours) {
    this.tools = tools;
    this.neighbours = neighbours;
  }

  /**
   * @param drawn how {@code stand}'s sample was
   */
  void write(Caller caller, SampleProof.Stand stand, Drawn drawn, OutputStream to)
      throws IOException {
    Sample sample = stand.sample();
    ExportIndices indices = ExportIndices.of(tools, neighbours, caller, sample);
    SortedSet<Cursor> cursors = ExportProofs.cursors(stand.cases());
    tools.journal().about(sample.no()).forEach(entry -> cursors.add(entry.cursor()));
    cursors.addAll(indices.entries());
    Set<String> timed = new TreeSet<>();
    ExportProofs proofs = new ExportProofs(tools);
    ExportClocks clocks = new ExportClocks(caller, neighbours);
    try (Parcel parcel = new Parcel(to)) {
      parcel.file("sample.json", lines -> sample(lines, sample, drawn, indices));
      Collection<String> population = population(sample, drawn);
      parcel.file(
          "population.txt",
          lines -> {
            for (String number : population) {
              lines.line(number);
            }
          });
      parcel.file("cases.jsonl", lines -> cases(lines, stand.cases()));
      parcel.file("findings.jsonl", lines -> findings(lines, stand.findings()));
      parcel.file("findings.csv", lines -> table(lines, stand));
      Set<String> about = Set.copyOf(ids(stand.cases()));
      parcel.file(
          "entries.jsonl",
          lines -> proofs.entries(lines, cursors, entry -> timed(entry, about, timed)));
      parcel.file("blocks.jsonl", proofs::chain);
      parcel.file("clocks.jsonl", lines -> clocks.clocks(lines, timed));
      parcel.file("rules.jsonl", clocks::rules);
      parcel.file("calendars.jsonl", clocks::calendars);
      parcel.file("figures.jsonl", lines -> figures(lines, indices));
      if (sample.of() == SampleOf.FILES) {
        parcel.file("files.jsonl", lines -> files(lines, caller, stand.cases()));
      }
    }
  }

  /** Cursors of the evidence, as entries are asked for in the journal's order. */
  private static SortedSet<String> ids(List<SampleTables.Case> cases) {
    SortedSet<String> ids = new TreeSet<>();
    cases.forEach(one -> ids.addAll(one.evidence()));
    return ids;
  }

  private static void timed(Entry entry, Set<String> about, Set<String> timed) {
    if (entry.type().equals("clock.started") && about.contains(entry.cursor().toString())) {
      timed.add(entry.subject());
    }
  }

  private void sample(Parcel lines, Sample sample, Drawn drawn, ExportIndices indices)
      throws IOException {
    lines.row(
        "format",
        FORMAT,
        "zone",
        tools.house().zone().getId(),
        "exportedAt",
        tools.now(),
        "indices",
        indices.why(),
        "keys",
        tools.proofs().keys(),
        "sample",
        Parcel.object(
            "no",
            sample.no(),
            "of",
            sample.of().wire(),
            "region",
            sample.region(),
            "from",
            sample.from(),
            "to",
            sample.to(),
            "size",
            sample.size(),
            "commitment",
            sample.commitment(),
            "drawn",
            Parcel.object(
                "secret",
                drawn.secret(),
                "block",
                drawn.block(),
                "head",
                drawn.head(),
                "seed",
                drawn.seed(),
                "population",
                drawn.population(),
                "populationDigest",
                drawn.populationDigest(),
                "casesDigest",
                drawn.casesDigest())));
  }

  /** Read again: whoever has changed the journal since is found by its digest. */
  private Collection<String> population(Sample sample, Drawn drawn) {
    List<Head> heads = tools.seals().heads(drawn.block() - 1);
    return heads.isEmpty() ? Set.of() : Population.of(tools, sample, heads.get(0).last()).keySet();
  }

  private static void cases(Parcel lines, List<SampleTables.Case> cases) throws IOException {
    for (SampleTables.Case one : cases) {
      lines.row("case", one.no(), "evidence", one.evidence());
    }
  }

  private static void findings(Parcel lines, List<Finding> findings) throws IOException {
    for (Finding one : findings) {
      lines.row(
          "case",
          one.caseNo(),
          "verdict",
          one.verdict().wire(),
          "words",
          one.words(),
          "by",
          one.by(),
          "at",
          one.at(),
          "salt",
          one.salt());
    }
  }

  /** For people: each case, and what was found of it. */
  private static void table(Parcel lines, SampleProof.Stand stand) throws IOException {
    lines.cells("place", "case", "finding", "at", "by", "words");
    int place = 0;
    for (SampleTables.Case one : stand.cases()) {
      place++;
      boolean found = false;
      for (Finding finding : stand.findings()) {
        if (finding.caseNo().equals(one.no())) {
          found = true;
          lines.cells(
              Integer.toString(place),
              one.no(),
              finding.verdict().wire(),
              finding.at().toString(),
              finding.by(),
              finding.words());
        }
      }
      if (!found) {
        lines.cells(Integer.toString(place), one.no(), "", "", "", "");
      }
    }
  }

  private static void figures(Parcel lines, ExportIndices indices) throws IOException {
    for (ExportIndices.Shown one : indices.figures()) {
      lines.row(
          "index",
          one.index(),
          "edition",
          one.edition(),
          "cases",
          one.figure().cases(),
          "waiting",
          one.figure().waiting(),
          "value",
          one.figure().value());
    }
  }

  /** Of each file the digests of its steps as their rows are now: the words stay there. */
  private void files(Parcel lines, Caller caller, List<SampleTables.Case> cases)
      throws IOException {
    AccountabilityFiles files = neighbours.files();
    if (files == null) {
      return;
    }
    for (SampleTables.Case one : cases) {
      AccountabilityFile file = files.get(caller, one.no());
      lines.row(
          "case",
          one.no(),
          "state",
          file.state().wire(),
          "intact",
          file.intact(),
          "digests",
          file.steps().stream().map(AccountabilityFile.Step::digest).toList());
    }
  }
}
