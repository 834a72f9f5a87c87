package io.lamplighter.accountability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.data.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The responsibility library: the most exact line counts, and mistakes are named. */
@NullUnmarked
class LibraryTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
  private static final String ALL = "X-1,e,-,-,*,*,*,4,reminder,all";

  private final Library shipped = Library.load(null);

  private static String mistake(String... lines) {
    String text = LibraryLine.COLUMNS + "\n" + String.join("\n", lines);
    DataFile file = DataFile.parse("library.csv", text, LibraryLine.COLUMNS);
    return assertThrows(
            IllegalArgumentException.class, () -> Library.of(null, LibraryLine.of(file)))
        .getMessage();
  }

  @Test
  void theMostExactLineCounts() {
    assertEquals("B-04", line("late-repair", "neglect", "loss"));
    assertEquals("B-05", line("late-outage", "neglect", "loss"));
    assertEquals("C-04", line("held-order", "neglect", "none"));
    assertEquals("A-01", line("late-other", "none", "media"));
  }

  private String line(String event, String fault, String consequence) {
    return shipped.line(DAY, event, fault, consequence).orElseThrow().line();
  }

  @Test
  void theClassOfAnEventIsThatOfTheLongestBeginning() {
    assertEquals("late-complaint", shipped.event("complaint.first-answer"));
    assertEquals("false-record", shipped.event("found.set-back"));
    assertEquals("unanswered-urge", shipped.event("urge.answer"));
    assertEquals("late-other", shipped.event("company.own"));
  }

  @Test
  void whatFindsSomethingIsSaidInWords() {
    assertEquals("一分钟内开结", cause("found.minute", Locale.CHINESE));
    assertEquals("Opened and over within a minute", cause("found.minute", Locale.ENGLISH));
  }

  private String cause(String code, Locale locale) {
    return LibraryView.of(shipped, locale).causes().stream()
        .filter(one -> one.word().equals(code))
        .findAny()
        .orElseThrow()
        .name();
  }

  @Test
  void aMistakeIsNamedWithItsLine() {
    assertTrue(mistake(ALL, "X-2,e,-,-,*,*,*,3,interview,twice").contains("line 3"));
    assertTrue(mistake("X-1,e,-,-,*,neglect,*,3,interview,some").contains("no line up to here"));
    assertTrue(mistake(ALL, "X-2,e,-,-,*,sloth,*,3,interview,x").contains("fault 'sloth'"));
    assertTrue(mistake(ALL, "X-2,e,-,-,*,neglect,*,3,beating,x").contains("measure 'beating'"));
    assertTrue(mistake(ALL, "X-2,e,-,-,*,neglect,*,9,interview,x").contains("from 1 to 4"));
    assertTrue(mistake(ALL, "X-2,e,2026-13-01,-,*,neglect,*,3,interview,x").contains("2026-13-01"));
  }

  @Test
  void anEditionCountsForTheFilesOfItsTime() {
    String text =
        LibraryLine.COLUMNS
            + "\nX-1,old,-,2026-06-30,*,*,*,4,reminder,a\nX-2,new,2026-07-01,-,*,*,*,3,interview,b";
    Library library =
        Library.of(null, LibraryLine.of(DataFile.parse("library.csv", text, LibraryLine.COLUMNS)));
    assertEquals(
        "old",
        library
            .line(LocalDate.of(2026, 6, 30), "late-repair", "none", "none")
            .orElseThrow()
            .edition());
    assertEquals("new", library.line(DAY, "late-repair", "none", "none").orElseThrow().edition());
  }

  @Test
  void levelsStopAtBothEnds() {
    LibraryLine line = shipped.line(DAY, "late-repair", "deliberate", "none").orElseThrow();
    assertEquals(1, shipped.level(line, true, List.of()));
    assertEquals(2, shipped.level(line, false, List.of("storm")));
    assertEquals(
        4,
        shipped.level(
            line, false, List.of("storm", "no-means", "corrected-itself", "reported-itself")));
  }

  @Test
  void aCompanysOwnIsInForceWhenItIsRightAndTheLastGoodOneStays(@TempDir Path own)
      throws IOException {
    Libraries libraries = new Libraries(own);
    assertTrue(libraries.inForce().lines().size() > 10);
    Path file = own.resolve("library.csv");
    Files.writeString(file, LibraryLine.COLUMNS + "\n" + ALL + "\n");
    libraries.look();
    assertEquals(1, libraries.inForce().lines().size());
    Files.writeString(file, LibraryLine.COLUMNS + "\n" + ALL + "\nX-2,e,-,-,*,*,*,3,interview,b\n");
    libraries.look();
    assertEquals(1, libraries.inForce().lines().size());
    assertTrue(libraries.mistake().orElseThrow().contains("line 3"));
  }
}
