package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.store.AnyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  private static final String OWN =
      RuleFile.COLUMNS
          + "\n"
          + "own.answer,1,Own,-,-,-,-,-,-,-,-,request.received,request.closed,-,later,5,workdays,CN,-,"
          + "each,-,-,-,-,-,own,here\n";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path own;

  private int written;

  @Test
  void aCompanysOwnFileTakesThePlaceOfTheShippedOne() throws IOException {
    write("rules.csv", OWN);

    assertEquals(1, rules().book().rules().size());
  }

  @Test
  void anotherSetComesInForceByItselfAndIsTold() throws IOException {
    Rules rules = rules();
    rules.look();
    List<RuleBook> told = new ArrayList<>();
    rules.listen(told::add);
    rules.look();
    assertEquals(List.of(), told);

    write("rules.csv", OWN);
    rules.look();

    assertEquals(List.of(rules.book()), told);
    assertEquals(1, rules.book().rules().size());
  }

  @Test
  void theLastGoodSetStaysAndHealthSaysWhatIsWrong() throws IOException {
    write("rules.csv", OWN);
    Rules rules = rules();
    rules.look();
    RuleBook good = rules.book();

    write("rules.csv", OWN.replace("workdays", "weeks"));
    rules.look();

    assertSame(good, rules.book());
    assertTrue(rules.mistake().orElse("").contains("rules.csv line 2: unit must be one of"));
    assertEquals(Result.Status.WARN, health(rules, "2026-03-01T00:00:00Z").getStatus());

    write("rules.csv", OWN);
    rules.look();

    assertTrue(rules.mistake().isEmpty());
    assertEquals(Result.Status.OK, health(rules, "2026-03-01T00:00:00Z").getStatus());
  }

  @Test
  void nodesWithOtherFilesAreTold() throws IOException {
    Rules one = rules();
    Rules other = rules();
    assertEquals("", one.mark());

    write("rules.csv", OWN);
    one.look();
    String mark = one.mark();
    write("rules.csv", OWN.replace(",5,workdays", ",6,workdays"));
    other.look();

    assertTrue(mark.matches("[0-9a-f]{8}"), mark);
    assertNotEquals(mark, other.mark());
    assertTrue(health(one, "2026-03-01T00:00:00Z").toString().contains(mark));
    write("rules.csv", OWN);
    other.look();
    assertEquals(mark, other.mark(), "of what is in them, not of when they were written");
    write("rules.csv", OWN.replace("workdays", "weeks"));
    other.look();
    assertEquals(mark, other.mark(), "of what is in force");
  }

  @Test
  void aStartWithAMistakeGoesByTheShippedRulesAndTheYearsThatWereBroughtIn() throws IOException {
    write("rules.csv", OWN.replace("workdays", "weeks"));
    boolean[] away = {true};
    Rules rules =
        new Rules(
            own,
            () -> ZoneId.of("Asia/Shanghai"),
            () -> {
              if (away[0]) {
                throw new IllegalStateException("no store yet");
              }
              return new Years(Map.of(), 7);
            },
            new Later());
    rules.news();
    assertFalse(rules.haveLooked());

    away[0] = false;
    rules.look();
    assertTrue(rules.haveLooked());
    assertTrue(rules.mistake().isPresent());
    assertEquals(7, rules.years().version());
    assertTrue(rules.book().rules().size() > 1);

    List<RuleBook> told = new ArrayList<>();
    rules.listen(told::add);
    write("rules.csv", OWN);
    rules.look();
    assertEquals(List.of(rules.book()), told, "mended, it is another set");
  }

  @Test
  void aMistakeInAnyOtherTableKeepsThemAll() throws IOException {
    Rules rules = rules();
    rules.look();
    RuleBook good = rules.book();

    write("calendar-CN-2027.csv", "day,what,name\n2027-01-04,work,x\n2027-12-25,firm-to,x\n");
    rules.look();

    assertSame(good, rules.book());
    assertTrue(rules.mistake().orElse("").contains("2027-01-04 is a Monday"));
  }

  @Test
  void fromOctoberOnNextYearIsMissed() {
    assertEquals(Result.Status.OK, health(rules(), "2026-09-30T15:59:59Z").getStatus());
    Result october = health(rules(), "2026-09-30T16:00:00Z");
    assertEquals(Result.Status.WARN, october.getStatus());
    assertTrue(october.toString().contains("2027"), october.toString());
  }

  private static Result health(Rules rules, String now) {
    return new RulesCheck(rules, () -> Instant.parse(now)).execute();
  }

  private Rules rules() {
    return new Rules(own, () -> ZoneId.of("Asia/Shanghai"), () -> Years.NONE, new Later());
  }

  /** Each file is a second younger than the one before: no test waits for the clock. */
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(own.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1_000L * ++written));
  }

  /** No part is there yet. */
  private static final class Later extends AnyType {
    @Override
    public Optional<Type> find(String type) {
      return Optional.of(new Type(type, "", Map.of()));
    }
  }
}
