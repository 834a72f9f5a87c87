package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Drawn;
import io.lamplighter.api.assessors.Samples;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:samples}: samples of the assessors, or one with what was drawn and found. */
@Service
@Command(
    scope = "lamp",
    name = "samples",
    description = "Lists assessors' samples, or shows one / 第三方评价抽样")
public final class SamplesCommand extends LampCommand {
  @Argument(name = "no", description = "Number of a sample: shows that one / 样本号")
  @Nullable String no;

  @Option(name = "-n", description = "How many at most / 最多条数")
  int most = 50;

  @Option(name = "--after", description = "Go on after this, the next of a page / 从此之后")
  @Nullable String after;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    String wanted = no;
    if (wanted != null) {
      show(with(Samples.class, Parts.ASSESSORS, samples -> samples.get(caller, wanted)));
      return;
    }
    int limit = Math.min(most, Page.MAX);
    Page<Sample> page =
        with(Samples.class, Parts.ASSESSORS, samples -> samples.find(caller, after, limit));
    if (json) {
      out().println(Json.of(page.items().stream().map(SamplesCommand::shape).toList()));
      return;
    }
    ShellTable table = table("no", "of", "region", "from", "to", "size", "population", "drawn");
    page.items().forEach(sample -> row(table, sample));
    table.print(out());
    more(page);
  }

  private void row(ShellTable table, Sample sample) {
    Drawn drawn = sample.drawn();
    table
        .addRow()
        .addContent(
            sample.no(),
            sample.of().wire(),
            sample.region(),
            sample.from(),
            sample.to(),
            sample.size(),
            drawn == null ? "" : drawn.population(),
            drawn == null ? "" : times().show(drawn.at()));
  }

  private void show(Sample sample) {
    if (json) {
      out().println(Json.of(shape(sample)));
      return;
    }
    ShellTable table = table("no", "of", "region", "from", "to", "size", "population", "drawn");
    row(table, sample);
    table.print(out());
    out().println("commitment " + sample.commitment());
    Drawn drawn = sample.drawn();
    if (drawn != null) {
      out().println("seed " + drawn.seed() + " (block " + drawn.block() + ")");
      out().println(Plain.line(String.join(" ", drawn.cases())));
    }
    List<String> wrong = sample.wrong();
    if (wrong != null && !wrong.isEmpty()) {
      say("Its rows are not as the journal says", "其数据与日志记录不符");
      wrong.forEach(one -> out().println("  " + Plain.line(one)));
    }
    ShellTable findings = table("case", "finding", "by", "at", "words");
    for (Sample.Finding one : sample.findings()) {
      findings
          .addRow()
          .addContent(
              Plain.line(one.caseNo()),
              one.verdict().wire(),
              Plain.line(one.by()),
              times().show(one.at()),
              Plain.line(one.words()));
    }
    findings.print(out());
  }

  private static Map<String, @Nullable Object> shape(Sample sample) {
    Drawn drawn = sample.drawn();
    return Json.object(
        "no", sample.no(),
        "of", sample.of().wire(),
        "region", sample.region(),
        "from", sample.from().toString(),
        "to", sample.to().toString(),
        "size", sample.size(),
        "commitment", sample.commitment(),
        "committedBy", sample.committedBy(),
        "committedAt", Times.iso(sample.committedAt()),
        "seed", drawn == null ? null : drawn.seed(),
        "block", drawn == null ? null : drawn.block(),
        "population", drawn == null ? null : drawn.population(),
        "cases", drawn == null ? null : drawn.cases(),
        "wrong", sample.wrong(),
        "findings",
            sample.findings().stream()
                .map(
                    one ->
                        Json.object(
                            "case", one.caseNo(),
                            "finding", one.verdict().wire(),
                            "by", one.by(),
                            "at", Times.iso(one.at()),
                            "words", one.words(),
                            "digest", one.digest()))
                .toList());
  }
}
