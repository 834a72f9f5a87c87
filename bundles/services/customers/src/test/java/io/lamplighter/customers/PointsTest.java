package io.lamplighter.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport.Report;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One meter and one service point have one customer; and what else a line may get wrong. */
@NullUnmarked
class PointsTest {
  private static final String HEADER = "customerNo,name,region,meter,servicePoint,changedAt\n";

  private final CustomerService customers =
      new CustomerService(
          TestDatabase.unit("customers"),
          new CommittedFacts(),
          new NotedLooks(),
          new StreamingCsvImport(),
          InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z")));

  @BeforeEach
  void empty() {
    TestDatabase.reset("customers");
  }

  @Test
  void ofTwoLinesTheSecondIsRefusedAndBothAreNamed() {
    Report report =
        load("c1,王,330602,m1,,", "c2,李,330602,m1,,", "c3,赵,330602,,p1,", "c4,钱,330602,m4,p1,");
    assertEquals(2, report.added());
    assertEquals(
        List.of(
            "3 meter is of customer c1 already, see line 2",
            "5 servicePoint is of customer c3 already, see line 4"),
        bad(report));
    assertEquals(1, load("c1,王,330602,m1,,").unchanged());
  }

  @Test
  void linesFarApartAreFoundToo() {
    StringBuilder many = new StringBuilder("a,王,330602,m,,\n");
    for (int i = 0; i < 1_300; i++) {
      many.append("c").append(i).append(",王,330602,n").append(i).append(",,\n");
    }
    Report report = load(many + "b,李,330602,m,,");
    assertEquals(1_301, report.added());
    assertEquals(List.of("1303 meter is of customer a already, see line 2"), bad(report));
  }

  @Test
  void whoHasItAlreadyIsNamedUnlessHeIsOfAnotherRegion() {
    load("c1,王,330602,m1,p1,");
    assertEquals(List.of("2 meter is of customer c1 already"), bad(load("c2,李,330602,m1,,")));
    assertEquals(
        List.of("2 servicePoint is of customer c1 already"), bad(load("c2,李,330602,,p1,")));
    assertEquals(
        List.of("2 meter is of a customer of another region"),
        bad(loadOf("3307", "c2,李,330702,m1,,")));
  }

  @Test
  void aMeterMayPassOnToAnotherInOneFile() {
    load("c1,王,330602,m1,,", "c2,李,330602,m2,,");
    assertEquals(2, load("c1,王,330602,m2,,", "c2,李,330602,m1,,").changed(), "changed places");
    assertEquals(2, load("c2,李,330602,m2,,", "c1,王,330602,m3,,").changed());
    assertEquals(0, load("c1,王,330602,,,", "c3,赵,330602,m3,,").badCount());
    assertEquals("m3", customers.get(loader("3306"), "c3").meter());
    assertNull(customers.get(loader("3306"), "c1").meter());
  }

  @Test
  void whoIsRefusedKeepsWhatHeHadFromTheOthers() {
    load("c1,王,330602,m1,,", "c2,李,330602,m2,,", "c9,钱,330602,m9,,");
    Report report = load("c2,李,330602,m1,,", "c1,王,330602,m9,,");
    assertEquals(2, report.badCount(), "c1 cannot have m9, so c2 cannot have m1");
    assertEquals("m1", customers.get(loader("3306"), "c1").meter());
    assertEquals("m2", customers.get(loader("3306"), "c2").meter());
  }

  @Test
  void whatIsOlderWantsNothing() {
    load("c1,王,330602,m1,,2026-11-22T05:00:00Z");
    Report report = load("c1,王,330602,m2,,2026-11-22T04:00:00Z", "c2,李,330602,m2,,");
    assertEquals(1, report.added());
    assertEquals(1, report.unchanged());
    assertEquals(
        List.of("3 meter is of customer c1 already"),
        bad(load("c1,王,330602,m8,,2026-11-22T04:00:00Z", "c3,赵,330602,m1,,")));
  }

  @Test
  void aTimeOfTheFutureIsABadLine() {
    Report report =
        load("c1,王,330602,,,9999-12-31T23:59:59Z", "c2,李,330602,,,1066-10-14T00:00:00Z");
    assertEquals(
        List.of(
            "2 changedAt lies in the future, by more than 10 minutes",
            "3 changedAt lies before 1900"),
        bad(report));
    assertEquals(1, load("c1,王,330602,m1,,").added());
  }

  @Test
  void whatIsNotUtf8CostsItsLineAlone() {
    String lines = "c0,王,330602,,,\nc1,?,330602,,,\nc2,李,330602,,,\n";
    byte[] file = (HEADER + lines).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < file.length; i++) {
      file[i] = file[i] == '?' ? (byte) 0xb5 : file[i];
    }
    Report report =
        customers.importCsv(loader("3306"), Utf8.marking(new ByteArrayInputStream(file)));
    assertEquals(2, report.added());
    assertEquals(List.of("3 name is not UTF-8 text at character 1"), bad(report));
  }

  private Report load(String... lines) {
    return loadOf("3306", lines);
  }

  private Report loadOf(String region, String... lines) {
    byte[] file = (HEADER + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8);
    return customers.importCsv(loader(region), Utf8.marking(new ByteArrayInputStream(file)));
  }

  private static List<String> bad(Report report) {
    assertTrue(report.badCount() > 0, report.toString());
    return report.bad().stream()
        .map(b -> b.number() + " " + b.error().pointer() + " " + b.error().message().en())
        .sorted()
        .toList();
  }

  private static Caller loader(String region) {
    return new Caller(
        "p", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR, Role.AGENT), region, Set.of());
  }
}
