package io.lamplighter.indices;

import static io.lamplighter.indices.Board.SUPERVISOR;
import static io.lamplighter.indices.Board.at;
import static io.lamplighter.indices.Board.caller;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.indices.MonthBook.Standing;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.CommittedFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A month is remarked on, closed, and from then on the same whoever makes its documents. */
@NullUnmarked
class MonthBookTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private final Board board =
      new Board().with(new OnTime(), new FirstAnswer(), new FirstCall(), new RepeatCalls());
  private final CommittedFacts facts = new CommittedFacts();
  private final MonthBook book = node();

  /** Another node of the same database. */
  private MonthBook node() {
    return new MonthBook(
        board.board, board.indices, journal(), () -> null, () -> board.now, () -> {});
  }

  private Journal journal() {
    return (Journal)
        Proxy.newProxyInstance(
            MonthBookTest.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) ->
                method.getName().equals("about")
                    ? about((String) arguments[0])
                    : method.invoke(facts, arguments));
  }

  private List<Entry> about(String subject) {
    return facts.all().stream()
        .filter(fact -> fact.subject().equals(subject))
        .map(
            fact ->
                new Entry(
                    Cursor.START,
                    fact.type(),
                    subject,
                    fact.region(),
                    fact.actor(),
                    "indices",
                    board.now,
                    Map.copyOf(fact.data())))
        .toList();
  }

  private void autumn() {
    new MadeUpYear(board, 3, 40).requests(600, at("2026-09-20T00:00"), Duration.ofHours(3));
    board.readAll();
  }

  private static byte[] pdf(MonthBook of, Locale locale) throws IOException {
    return new PdfReport(of.report(SUPERVISOR, NOVEMBER), locale).bytes();
  }

  private static byte[] excel(MonthBook of, Locale locale) throws IOException {
    return new ExcelReport(of.report(SUPERVISOR, NOVEMBER), locale).bytes();
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  /** What is in a workbook, by name. */
  private static Map<String, String> inside(byte[] excel) throws IOException {
    Map<String, String> inside = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(excel))) {
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        inside.put(one.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return inside;
  }

  @Test
  void aClosedMonthIsTheSameToTheByteWhateverComesLater() throws IOException {
    autumn();
    byte[] draft = pdf(book, Locale.CHINESE);
    Standing closed = book.close(SUPERVISOR, NOVEMBER, null);
    assertEquals("2026-12-31T23:00+08:00", closed.report().closedAt());
    assertEquals("indices/33/2026-11", facts.all().get(0).subject());
    assertEquals(closed.digest(), facts.all().get(0).data().get("digest"));
    byte[] pdf = pdf(book, Locale.CHINESE);
    byte[] excel = excel(book, Locale.CHINESE);
    assertFalse(Arrays.equals(draft, pdf), "a draft says that it is one");

    // Cases of November that are known later, another edition's names, another day, another node.
    new MadeUpYear(board, 4, 40).requests(50, at("2026-11-10T00:00"), Duration.ofHours(3));
    board.readAll();
    board.now = at("2027-05-01T00:00");
    MonthBook another = node();
    assertArrayEquals(pdf, pdf(another, Locale.CHINESE));
    assertArrayEquals(excel, excel(another, Locale.CHINESE));
    assertArrayEquals(pdf(book, Locale.ENGLISH), pdf(another, Locale.ENGLISH));
    assertTrue(another.standing(SUPERVISOR, NOVEMBER).intact());
    long counted = board.indices.figures(SUPERVISOR, november()).get(0).cases();
    assertNotEquals(counted, line(book.report(SUPERVISOR, NOVEMBER)).now().cases());
  }

  private static FigureQuery november() {
    return new FigureQuery(
        "on-time", null, null, null, null, NOVEMBER.atDay(1), NOVEMBER.atEndOfMonth());
  }

  private static MonthReport.Line line(MonthReport report) {
    return report.lines().stream()
        .filter(one -> one.index().equals("on-time"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMonthSaysWhatTheFiguresSay() {
    autumn();
    MonthReport report = book.report(SUPERVISOR, NOVEMBER);
    MonthReport.Line line = line(report);
    assertEquals(board.indices.figures(SUPERVISOR, november()).get(0).value(), line.now().value());
    assertEquals(MonthReport.COURSE, line.course().size());
    assertEquals("2026-10", line.before(1).month());
    assertEquals("2025-11", line.before(12).month());
    assertNull(line.before(12).value());
    assertEquals(
        List.of("city", "county"), line.rankings().stream().map(one -> one.level()).toList());
    assertEquals(report, MonthReport.of(report.json()));
  }

  @Test
  void whatIsRemarkedIsInTheDocumentsAndNoFormula() throws IOException {
    autumn();
    book.remark(SUPERVISOR, NOVEMBER, null, "镜湖连降四个月，堃喆班。", null);
    Standing said = book.remark(SUPERVISOR, NOVEMBER, "on-time", "=1+1 <b>&", 1L);
    assertEquals(2, said.version());
    assertThrows(Refusal.Stale.class, () -> book.remark(SUPERVISOR, NOVEMBER, "on-time", "再写", 1L));
    String chinese = text(pdf(book, Locale.CHINESE));
    assertTrue(chinese.contains("指标月报 33 2026-11"), chinese);
    assertTrue(chinese.contains("镜湖连降四个月，堃喆班。"), chinese);
    assertTrue(chinese.contains("准时率") && chinese.contains("草稿"), chinese);
    String english = text(pdf(book, Locale.ENGLISH));
    assertTrue(english.contains("On time") && english.contains("Draft"), english);
    Map<String, String> inside = inside(excel(book, Locale.CHINESE));
    assertTrue(inside.get("xl/sharedStrings.xml").contains("=1+1 &lt;b&gt;&amp;"), inside + "");
    assertTrue(
        inside.keySet().stream().anyMatch(name -> name.endsWith(".png")), inside.keySet() + "");
    inside.forEach((name, content) -> assertFalse(content.contains("<f>"), name));
    assertFalse(inside.get("docProps/core.xml").contains("created"), "a draft has no time");
    book.remark(SUPERVISOR, NOVEMBER, "on-time", " ", 2L);
    assertEquals(1, book.standing(SUPERVISOR, NOVEMBER).report().remarks().size());
  }

  @Test
  void whoMayDoWhat() {
    Caller assessor =
        new Caller(
            "yan", Caller.Kind.PERSON, Set.of(Role.ASSESSOR, Role.SUPERVISOR), "33", Set.of());
    Caller agent = new Caller("lu", Caller.Kind.PERSON, Set.of(Role.AGENT), "33", Set.of());
    Caller crew = new Caller("he", Caller.Kind.PERSON, Set.of(Role.CREW), "33", Set.of());
    for (Caller one : List.of(assessor, agent, crew)) {
      assertThrows(
          Refusal.Forbidden.class, () -> book.remark(one, NOVEMBER, null, "x", null), one.name());
      assertThrows(Refusal.Forbidden.class, () -> book.close(one, NOVEMBER, null), one.name());
    }
    assertThrows(Refusal.Forbidden.class, () -> book.report(crew, NOVEMBER));
    assertEquals(0, book.standing(agent, NOVEMBER).version());
    book.remark(SUPERVISOR, NOVEMBER, null, "省", null);
    assertEquals(List.of(), book.standing(caller("330602"), NOVEMBER).report().remarks());
    assertThrows(
        Refusal.NotFound.class, () -> book.remark(SUPERVISOR, NOVEMBER, "none", "x", null));
    assertThrows(
        Refusal.Invalid.class,
        () -> book.remark(SUPERVISOR, NOVEMBER, null, "长".repeat(2_001), null));
  }

  @Test
  void whatIsClosedStaysClosedAndIsMissedWhenSomebodyChangesIt() {
    autumn();
    YearMonth december = YearMonth.of(2026, 12);
    assertEquals(
        "month.running",
        assertThrows(Refusal.Conflict.class, () -> book.close(SUPERVISOR, december, null)).code());
    book.close(SUPERVISOR, NOVEMBER, 0L);
    for (Runnable late :
        List.<Runnable>of(
            () -> book.close(SUPERVISOR, NOVEMBER, null),
            () -> book.remark(SUPERVISOR, NOVEMBER, null, "后来", null))) {
      assertEquals("month.closed", assertThrows(Refusal.Conflict.class, late::run).code());
    }
    assertEquals(1, facts.all().size());
    board.work.run(
        t ->
            new Sql(
                    t.connection(),
                    "update indices.month set content = replace(content, '\"few\":false',"
                        + " '\"few\":true')")
                .run());
    assertFalse(book.standing(SUPERVISOR, NOVEMBER).intact());
    assertEquals(
        "month.changed",
        assertThrows(Refusal.Conflict.class, () -> book.report(SUPERVISOR, NOVEMBER)).code());
  }
}
