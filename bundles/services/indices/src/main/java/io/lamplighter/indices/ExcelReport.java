package io.lamplighter.indices;

import io.lamplighter.api.indices.Measure;
import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Month;
import io.lamplighter.indices.MonthReport.Ranked;
import io.lamplighter.indices.MonthReport.Ranking;
import io.lamplighter.indices.MonthReport.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A month as an Excel workbook: all of it, the ranks of each level, the months, the formulas. */
final class ExcelReport {
  private static final int HEAD = 4;
  private static final int CHART_WIDTH = 160;
  private static final int CHART_HEIGHT = 36;
  private static final double ROW_HEIGHT = 32;

  private final MonthReport report;
  private final Wording words;

  ExcelReport(MonthReport report, Locale locale) {
    this.report = report;
    this.words = new Wording(locale);
  }

  byte[] bytes() throws IOException {
    Path file = Files.createTempFile("month", ".xlsx");
    try {
      try (Workbook book = new Workbook(Files.newOutputStream(file), "Lamplighter", "1.0")) {
        month(book.newWorksheet(words.say("Month", "月报")));
        levels().forEach(level -> ranks(book.newWorksheet(words.level(level)), level));
        course(book.newWorksheet(words.say("24 months", "近 24 个月")));
        formulas(book.newWorksheet(words.say("Formulas", "算法与来源")));
      }
      return Zipped.anew(file, report.closedAt());
    } finally {
      Files.delete(file);
    }
  }

  private List<String> levels() {
    return report.lines().isEmpty()
        ? List.of()
        : report.lines().get(0).rankings().stream().map(Ranking::level).toList();
  }

  private static void heads(Worksheet sheet, int row, String... heads) {
    for (int i = 0; i < heads.length; i++) {
      sheet.value(row, i, heads[i]);
      sheet.style(row, i).bold().borderStyle("thin").set();
    }
    sheet.freezePane(0, row + 1);
  }

  private static void widths(Worksheet sheet, double... widths) {
    for (int i = 0; i < widths.length; i++) {
      sheet.width(i, widths[i]);
    }
  }

  private void month(Worksheet sheet) throws IOException {
    sheet.value(0, 0, words.title(report));
    sheet.style(0, 0).bold().fontSize(16).set();
    sheet.value(1, 0, words.standing(report));
    Remark whole = report.remark(null);
    if (whole != null) {
      sheet.value(2, 0, whole.text());
      sheet.range(2, 0, 2, 8).merge();
      sheet.style(2, 0).wrapText(true).verticalAlignment("top").set();
      sheet.rowHeight(2, 60);
    }
    heads(
        sheet,
        HEAD,
        words.say("Index", "指标"),
        words.say("Figure", "数值"),
        words.say("Cases", "件数"),
        words.say("95 % interval", "95 % 把握的范围"),
        words.say("To the month before", "比上月"),
        words.say("To the year before", "比去年同月"),
        words.say("Waiting", "待定"),
        words.say("12 months; dashed: the year before", "12 个月，虚线为上年"),
        words.say("Remark", "评语"));
    int row = HEAD + 1;
    for (Line line : report.lines()) {
      line(sheet, row++, line);
    }
    widths(sheet, 26, 12, 10, 20, 16, 16, 10, 24, 60);
  }

  private void line(Worksheet sheet, int row, Line line) throws IOException {
    Month now = line.now();
    sheet.rowHeight(row, ROW_HEIGHT);
    sheet.value(row, 0, line.name().in(words.locale()));
    number(sheet, row, 1, line.measure(), now.value());
    sheet.value(row, 2, now.cases());
    String within = words.within(line.measure(), now.low(), now.high());
    sheet.value(row, 3, now.few() ? (within + " " + words.few()).strip() : within);
    sheet.value(row, 4, words.change(line, 1));
    sheet.value(row, 5, words.change(line, 12));
    sheet.value(row, 6, now.waiting());
    if (line.course().stream().anyMatch(one -> one.value() != null)) {
      byte[] picture = Picture.of(line, CHART_WIDTH, CHART_HEIGHT);
      sheet.addImage(row, 7, picture, CHART_WIDTH, CHART_HEIGHT);
    }
    Remark remark = report.remark(line.index());
    sheet.value(row, 8, remark == null ? "" : remark.text());
    sheet.style(row, 8).wrapText(true).verticalAlignment("top").set();
  }

  private static void number(
      Worksheet sheet, int row, int column, Measure measure, @Nullable Double value) {
    if (value == null) {
      return;
    }
    sheet.value(row, column, value);
    sheet.style(row, column).format(Wording.isPercent(measure) ? "0.0%" : "0.0").set();
  }

  private void ranks(Worksheet sheet, String level) {
    heads(
        sheet,
        0,
        words.say("Index", "指标"),
        words.say("Place", "名次段"),
        words.say("Code", "编码"),
        words.say("Unit", "单位"),
        words.say("Figure", "数值"),
        words.say("Cases", "件数"),
        words.say("95 % interval", "95 % 把握的范围"),
        words.say("To the month before", "比上月"));
    int row = 1;
    for (Line line : report.lines()) {
      for (Ranking ranking : line.rankings()) {
        if (ranking.level().equals(level)) {
          for (Ranked one : ranking.units()) {
            ranked(sheet, row++, line, one);
          }
        }
      }
    }
    widths(sheet, 26, 10, 14, 26, 12, 10, 20, 16);
  }

  private void ranked(Worksheet sheet, int row, Line line, Ranked one) {
    sheet.value(row, 0, line.name().in(words.locale()));
    sheet.value(row, 1, words.place(one));
    sheet.value(row, 2, one.unit());
    sheet.value(row, 3, one.called());
    number(sheet, row, 4, line.measure(), one.value());
    sheet.value(row, 5, one.cases());
    sheet.value(row, 6, words.within(line.measure(), one.low(), one.high()));
    sheet.value(row, 7, words.against(line.measure(), one.value(), one.before()));
  }

  private void course(Worksheet sheet) {
    heads(
        sheet,
        0,
        words.say("Index", "指标"),
        words.say("Month", "月份"),
        words.say("Figure", "数值"),
        words.say("Cases", "件数"),
        words.say("95 % interval", "95 % 把握的范围"));
    int row = 1;
    for (Line line : report.lines()) {
      for (Month month : line.course()) {
        sheet.value(row, 0, line.name().in(words.locale()));
        sheet.value(row, 1, month.month());
        number(sheet, row, 2, line.measure(), month.value());
        sheet.value(row, 3, month.cases());
        sheet.value(row++, 4, words.within(line.measure(), month.low(), month.high()));
      }
    }
    widths(sheet, 26, 12, 12, 10, 20);
  }

  private void formulas(Worksheet sheet) {
    heads(
        sheet,
        0,
        words.say("Index", "指标"),
        words.say("Edition", "版次"),
        words.say("Formula", "算法"),
        words.say("Entries of the journal", "来源（存证条目）"));
    int row = 1;
    for (Line line : report.lines()) {
      sheet.value(row, 0, line.name().in(words.locale()));
      sheet.value(row, 1, line.edition());
      sheet.value(row, 2, line.formula().in(words.locale()));
      sheet.style(row, 2).wrapText(true).verticalAlignment("top").set();
      sheet.value(row, 3, String.join(" ", line.types()));
      sheet.style(row++, 3).wrapText(true).verticalAlignment("top").set();
    }
    widths(sheet, 26, 8, 80, 60);
  }
}
