package io.lamplighter.indices;

import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Month;
import io.lamplighter.indices.MonthReport.Ranked;
import io.lamplighter.indices.MonthReport.Ranking;
import io.lamplighter.indices.MonthReport.Remark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** A month as a PDF: each index with its course and its ranks, then how it is computed. */
final class PdfReport {
  private static final float BIG = 18;
  private static final float HEAD = 13;
  private static final float PLAIN = 9;
  private static final float CHART_WIDTH = 230;
  private static final float CHART_HEIGHT = 64;
  private static final float LINE = 13;
  private static final float[] COLUMNS = {42, 90, 250, 320, 370, 470};

  private final MonthReport report;
  private final Wording words;

  PdfReport(MonthReport report, Locale locale) {
    this.report = report;
    this.words = new Wording(locale);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      // The document's own id is made of what it says, and of no clock.
      byte[] hash = HexFormat.of().parseHex(MonthReport.digest(report.json()));
      document.setDocumentId(ByteBuffer.wrap(hash).getLong());
      PDDocumentInformation about = new PDDocumentInformation();
      about.setTitle(words.title(report));
      about.setSubject(words.standing(report));
      document.setDocumentInformation(about);
      try (Paper paper = new Paper(document)) {
        write(paper);
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private void write(Paper paper) throws IOException {
    paper.text(words.title(report), BIG);
    paper.text(words.standing(report), PLAIN);
    paper.text(
        words.say(
            "Solid: 12 months; dashed: the year before; upright: 95 % interval; hollow: under 10 cases.",
            "实线为近 12 个月，虚线为上年同期，竖线为 95 % 把握的范围，空心点不足 10 件。"),
        PLAIN);
    Remark whole = report.remark(null);
    if (whole != null) {
      paper.down(4);
      paper.text(whole.text(), PLAIN + 1);
      paper.text(whole.by() + " " + whole.at(), PLAIN - 1);
    }
    for (Line line : report.lines()) {
      index(paper, line);
    }
    formulas(paper);
  }

  private void index(Paper paper, Line line) throws IOException {
    paper.down(8);
    paper.room(CHART_HEIGHT + 40);
    paper.rule();
    paper.text(line.name().in(words.locale()), HEAD);
    float top = paper.y();
    Month now = line.now();
    paper.at(words.value(line.measure(), now.value()), Paper.LEFT, CHART_WIDTH, BIG);
    paper.down(BIG + 6);
    String cases = words.say("cases ", "件数 ") + now.cases();
    paper.at(now.few() ? cases + "  " + words.few() : cases, Paper.LEFT, CHART_WIDTH, PLAIN);
    paper.down(LINE);
    paper.at(words.within(line.measure(), now.low(), now.high()), Paper.LEFT, CHART_WIDTH, PLAIN);
    paper.down(LINE);
    String against =
        words.say("to the month before ", "比上月 ")
            + words.change(line, 1)
            + "   "
            + words.say("to the year before ", "比去年同月 ")
            + words.change(line, 12);
    paper.at(against, Paper.LEFT, CHART_WIDTH + 40, PLAIN);
    float left = Paper.RIGHT - CHART_WIDTH;
    new Course(line, CHART_WIDTH, CHART_HEIGHT).draw(paper.pen(left, top));
    paper.down(Math.max(LINE, top + CHART_HEIGHT - paper.y()));
    Remark remark = report.remark(line.index());
    if (remark != null) {
      paper.text(remark.text(), PLAIN + 1);
      paper.text(remark.by() + " " + remark.at(), PLAIN - 1);
    }
    for (Ranking ranking : line.rankings()) {
      ranking(paper, line, ranking);
    }
  }

  private void ranking(Paper paper, Line line, Ranking ranking) throws IOException {
    if (ranking.units().isEmpty()) {
      return;
    }
    paper.room(3 * LINE);
    paper.down(4);
    row(
        paper,
        words.say("Place", "名次段"),
        words.level(ranking.level()),
        words.say("Figure", "数值"),
        words.say("Cases", "件数"),
        words.say("95 % interval", "95 % 把握的范围"),
        words.say("To the month before", "比上月"));
    for (Ranked one : ranking.units()) {
      paper.room(LINE);
      row(
          paper,
          words.place(one),
          one.called(),
          words.value(line.measure(), one.value()),
          Long.toString(one.cases()),
          words.within(line.measure(), one.low(), one.high()),
          words.against(line.measure(), one.value(), one.before()));
    }
  }

  private static void row(Paper paper, String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      float end = i + 1 < COLUMNS.length ? COLUMNS[i + 1] - 4 : Paper.RIGHT;
      paper.at(cells[i], COLUMNS[i], end - COLUMNS[i], PLAIN);
    }
    paper.down(LINE);
  }

  private void formulas(Paper paper) throws IOException {
    paper.page();
    paper.text(words.say("Formulas and sources", "算法与来源"), HEAD);
    for (Line line : report.lines()) {
      paper.down(6);
      paper.room(4 * LINE);
      String edition = words.say("edition ", "第 ") + line.edition() + words.say("", " 版");
      paper.text(line.name().in(words.locale()) + "  " + edition, PLAIN + 1);
      paper.text(line.formula().in(words.locale()), PLAIN);
      paper.text(String.join(" ", line.types()), PLAIN - 1);
    }
  }
}
