package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.CsvImport;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingCsvImportTest {
  /** How a reader marks bytes that are no UTF-8. */
  private static final char NO_UTF8 = '\uDFFF';

  private final CsvImport csv = new StreamingCsvImport();
  private final List<CsvImport.Line> taken = new ArrayList<>();
  private int calls;

  private CsvImport.Report run(Reader text) {
    return csv.run(
        text,
        Set.of("no"),
        Set.of("name"),
        lines -> {
          calls++;
          taken.addAll(lines);
          return new CsvImport.Outcome(lines.size(), 0, 0, List.of());
        });
  }

  private CsvImport.Report run(String text) {
    return run(new StringReader(text));
  }

  @Test
  void readsQuotesCommasLineBreaksAndEmptyFields() {
    CsvImport.Report report =
        run("\uFEFFname,no\r\n\"Wang, \"\"the\r\nfirst\"\"\",1\r\n\r\n ,2\r\n\"\",3");
    assertEquals(3, report.added());
    assertEquals(
        List.of(
            new CsvImport.Line(2, Map.of("name", "Wang, \"the\nfirst\"", "no", "1")),
            new CsvImport.Line(5, Map.of("no", "2")),
            new CsvImport.Line(6, Map.of("no", "3"))),
        taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,\"open",
        "1,\"a\"b",
        "1,a\"b",
        "1",
        "1,2,3",
        "1,a\0b",
        "\"",
        "1,\"a\"\"",
        "\"\"\""
      })
  void aBadLineIsNumberedAndTheOthersAreKept(String line) {
    CsvImport.Report report = run("no,name\n1,first\n" + line + "\n3,third\n4,fourth\n");
    assertEquals(1, report.badCount());
    assertEquals(3, report.bad().get(0).number());
    assertEquals(List.of(2L, 4L, 5L), taken.stream().map(CsvImport.Line::number).toList());
    assertEquals(4, report.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"name|/no", "no,other|/other", "no,no|/no", ",no|/", "NO|/NO"})
  void wrongColumnsRefuseTheFile(String header, String pointer) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> run(header + "\n1,2\n"));
    assertTrue(
        refusal.errors().stream().anyMatch(error -> error.pointer().equals(pointer)),
        refusal::toString);
    assertEquals(0, calls);
  }

  @Test
  void whatSpreadsheetsAddIsPassedOver() {
    CsvImport.Report report =
        run("\uFEFFsep=,\r\nno,name,,\r\n1,a,,\r\n2,b\r\n3,,,,\r\n4,d,,x\r\n");
    assertEquals(
        List.of(
            new CsvImport.Line(3, Map.of("no", "1", "name", "a")),
            new CsvImport.Line(4, Map.of("no", "2", "name", "b")),
            new CsvImport.Line(5, Map.of("no", "3"))),
        taken);
    assertEquals(6, report.bad().get(0).number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no;name\n1;a\n", "sep=;\nno;name\n", "no\tname\n1\ta\n"})
  void otherSeparatorsAreNamed(String text) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> run(text));
    assertEquals(
        "Commas must stand between the columns, as in no", refusal.errors().get(0).message().en());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\"no\n1\n"})
  void whatIsNoCsvIsRefused(String text) {
    assertThrows(Refusal.Invalid.class, () -> run(text));
  }

  @Test
  void whatIsNotUtf8CostsItsLineAndIsNamedByLineAndColumn() {
    CsvImport.Report report =
        run("no,name\n" + "7,灯\n".repeat(1_200) + "8,灯" + NO_UTF8 + "\n9,灯\n");
    assertEquals(1_201, report.added());
    assertEquals(1_202, report.bad().get(0).number());
    assertEquals("name", report.bad().get(0).error().pointer());
    assertEquals("is not UTF-8 text at character 2", report.bad().get(0).error().message().en());
  }

  @Test
  void aHeaderThatIsNotUtf8RefusesTheFile() {
    assertThrows(Refusal.Invalid.class, () -> run("no," + NO_UTF8 + "\n1,x\n"));
  }

  @Test
  void aFileOfAnySizeIsHandedOverInChunks() {
    CsvImport.Report report = run("no\n" + "7\n".repeat(1_201));
    assertEquals(1_201, report.lines());
    assertEquals(3, calls);
  }

  @Test
  void aLineWithoutEndCostsNoMemoryAndOneLine() {
    CsvImport.Report report = run("no\n" + "x".repeat(3_000_000) + "\n2\n");
    assertEquals(1, report.badCount());
    assertEquals(1, report.added());
  }

  @Test
  void manyBadLinesAreCountedAndTheFirstOnesShown() {
    CsvImport.Report report = run("no\n" + "a\"b\n".repeat(1_500));
    assertEquals(1_500, report.badCount());
    assertEquals(CsvImport.Report.MAX_BAD, report.bad().size());
  }
}
