package io.lamplighter.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lamplighter.api.journal.ProvenRows;
import io.lamplighter.api.journal.Seals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * {@code lamp:verify}: checks the sealed journal, and the rows of which it has digests; fails when
 * any was touched.
 */
@Service
@Command(
    scope = "lamp",
    name = "verify",
    description = "Checks the sealed journal, names the first bad entry / 校验审计链")
public final class VerifyCommand extends LampCommand {
  @Option(
      name = "--heads",
      description = "Also against heads kept elsewhere: an anchor's file / 同时比对外部封存头文件")
  @Nullable String heads;

  @Override
  void run() throws CommandException {
    Seals.Verdict verdict = heads == null ? verify() : verify(heads);
    List<String> rows =
        Services.all(context(), ProvenRows.class, ProvenRows::wrong).stream()
            .flatMap(List::stream)
            .sorted()
            .toList();
    if (json) {
      out().println(Json.of(shape(verdict, rows)));
    } else {
      print(verdict);
      rows.forEach(row -> out().println("  " + Plain.line(row)));
    }
    if (!verdict.sound()) {
      Seals.Finding first = verdict.findings().get(0);
      throw failure("The journal is not sound: " + en(first), "日志不完整：" + zh(first));
    }
    if (!rows.isEmpty()) {
      String first = Plain.line(rows.get(0));
      throw failure("Rows are not as the journal says: " + first, "数据与日志记录不符：" + first);
    }
  }

  private Seals.Verdict verify() throws CommandException {
    return with(Seals.class, Parts.JOURNAL, Seals::verify);
  }

  private Seals.Verdict verify(String file) throws CommandException {
    try (BufferedReader lines = Files.newBufferedReader(Path.of(file), ISO_8859_1)) {
      return with(Seals.class, Parts.JOURNAL, seals -> seals.verify(lines));
    } catch (IOException e) {
      throw failure("Cannot read " + file, "无法读取 " + file);
    }
  }

  private void print(Seals.Verdict verdict) {
    say(
        String.format(
            Locale.ROOT,
            "%d entries in %d sealed blocks checked in %d ms, %d not sealed yet",
            verdict.entries(),
            verdict.blocks(),
            verdict.took().toMillis(),
            verdict.unsealed()),
        String.format(
            Locale.ROOT,
            "已校验 %d 个封存块中的 %d 条，用时 %d 毫秒，另有 %d 条尚未封存",
            verdict.blocks(),
            verdict.entries(),
            verdict.took().toMillis(),
            verdict.unsealed()));
    if (verdict.sound()) {
      say("The journal is sound", "日志完整无损");
    }
    for (Seals.Finding finding : verdict.findings()) {
      say("  " + en(finding), "  " + zh(finding));
    }
  }

  private static String en(Seals.Finding finding) {
    return String.format(
        Locale.ROOT,
        "%s %s in block %d: %s",
        finding.damage().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        finding.entry() == null ? "block" : "entry " + finding.entry(),
        finding.block(),
        Plain.line(finding.detail()));
  }

  private static String zh(Seals.Finding finding) {
    String damage =
        switch (finding.damage()) {
          case CHANGED -> "被篡改";
          case REMOVED -> "被删除";
          case INSERTED -> "被插入";
          case REORDERED -> "被调序";
          case CUT_OFF -> "被截断";
          case CHAIN_BROKEN -> "链断裂";
          case SIGNATURE_WRONG -> "签名错误";
          case HEAD_MISSING -> "封存头缺失";
        };
    return String.format(
        Locale.ROOT,
        "%s，第 %d 块%s：%s",
        damage,
        finding.block(),
        finding.entry() == null ? "" : "，条目 " + finding.entry(),
        Plain.line(finding.detail()));
  }

  private static Object shape(Seals.Verdict verdict, List<String> rows) {
    return Json.object(
        "sound", verdict.sound(),
        "blocks", verdict.blocks(),
        "entries", verdict.entries(),
        "unsealed", verdict.unsealed(),
        "tookMs", verdict.took().toMillis(),
        "findings",
            verdict.findings().stream()
                .map(
                    finding ->
                        Json.object(
                            "damage", finding.damage().name(),
                            "block", finding.block(),
                            "entry", finding.entry() == null ? null : finding.entry().toString(),
                            "detail", finding.detail()))
                .toList(),
        "rows", rows);
  }
}
