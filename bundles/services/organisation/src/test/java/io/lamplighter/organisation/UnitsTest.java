package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.organisation.AreaType;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.organisation.Piece.What;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Units brought in as a whole or not at all, and what was so on a past day. */
@NullUnmarked
class UnitsTest {
  private final Town town = new Town();

  private static final String PEOPLE =
      """
      unit,login,as,validFrom,validTo
      G1,anna,in-charge,,2026-11-30
      G1,bo,in-charge,2026-12-01,
      G1,chen,deputy,,
      330602,dai,in-charge,,
      3306,head,in-charge,,
      """;

  @Test
  void theyAreThereAndTheJournalIsTold() {
    Imports.Outcome outcome = town.load(What.UNITS, Town.UNITS);

    assertEquals(1, outcome.version());
    assertEquals(7, outcome.changes().added().size());
    assertEquals(List.of("organisation.changed"), town.told());
    assertEquals(
        Map.of("version", 1L, "units", 7L, "validFrom", town.now.toString()),
        town.journal.all().get(0).data());
  }

  @Test
  void theSameFileAgainChangesNothing() {
    town.load(What.UNITS, Town.UNITS);
    town.now = town.now.plus(Duration.ofDays(3));

    assertEquals(1, town.load(What.UNITS, Town.UNITS).version());
    assertEquals(1, town.told().size());
  }

  @Test
  void aPreviewOnlySaysWhatWouldBe() {
    Imports.Outcome outcome = town.load(Town.LOADER, What.UNITS, Town.UNITS, true, null);

    assertEquals(7, outcome.changes().added().size());
    assertEquals(List.of(), town.told());
    assertTrue(town.organisation.unit("G1", town.now).isEmpty());
  }

  @Test
  void whatWasSoOnAPastDayCanBeAsked() {
    Instant first = town.now;
    town.load(What.UNITS, Town.UNITS);
    town.now = first.plus(Duration.ofDays(10));
    town.load(What.UNITS, Town.UNITS.replace("府山网格", "府山北网格").replace("G2", "G3"));

    assertEquals("府山网格", name("G1", first));
    assertEquals("府山北网格", name("G1", town.now));
    assertTrue(town.organisation.unit("G2", first).isPresent());
    assertTrue(town.organisation.unit("G2", town.now).isEmpty());
    assertTrue(town.organisation.unit("G3", first).isEmpty());
    assertTrue(town.organisation.unit("G1", first.minusSeconds(1)).isEmpty());
  }

  @Test
  void anOldVersionIsLoadedOnceHoweverManyAsk() throws Exception {
    Instant first = town.now;
    town.load(What.UNITS, Town.UNITS);
    town.now = first.plus(Duration.ofDays(10));
    town.load(What.UNITS, Town.UNITS.replace("府山网格", "府山北网格"));
    AtomicInteger calls = new AtomicInteger();
    Editions editions = new Editions(counted(town.work, calls));
    editions.refresh(town.work);
    ExecutorService readers = Executors.newFixedThreadPool(8);
    try {
      Callable<Units> ask = () -> editions.at(first);
      Units one = editions.newest();
      for (Future<Units> asked : readers.invokeAll(Collections.nCopies(8, ask))) {
        one = asked.get();
        assertEquals(1, one.version());
      }
      assertSame(one, editions.at(first));
    } finally {
      readers.shutdown();
    }
    assertEquals(1, calls.get());
  }

  private static UnitOfWork counted(UnitOfWork work, AtomicInteger calls) {
    return (UnitOfWork)
        Proxy.newProxyInstance(
            UnitOfWork.class.getClassLoader(),
            new Class<?>[] {UnitOfWork.class},
            (proxy, method, arguments) -> {
              calls.incrementAndGet();
              return method.invoke(work, arguments);
            });
  }

  @Test
  void aVersionMayComeIntoForceLater() {
    town.load(What.UNITS, Town.UNITS);
    Instant later = town.now.plus(Duration.ofDays(2));
    String other = Town.UNITS.replace("府山网格", "府山北网格");
    Caller province = Town.person("p", "33", Role.INTEGRATOR);
    town.load(province, What.UNITS, other, false, later);

    assertEquals("府山网格", name("G1", town.now));
    assertEquals("府山北网格", name("G1", later));
    Refusal.Invalid before =
        assertThrows(
            Refusal.Invalid.class,
            () -> town.load(Town.LOADER, What.UNITS, Town.UNITS, false, town.now));
    assertEquals("/from", before.errors().get(0).pointer());
  }

  @Test
  void oneRegionDoesNotHoldUpTheOthers() {
    Instant later = town.now.plus(Duration.ofDays(400));
    Instant tooLate = later.plusSeconds(1);
    Caller province = Town.person("p", "33", Role.INTEGRATOR);

    assertThrows(
        Refusal.Forbidden.class,
        () -> town.load(Town.LOADER, What.UNITS, Town.UNITS, false, later));
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> town.load(province, What.UNITS, Town.UNITS, true, tooLate));
    assertEquals("/from", refusal.errors().get(0).pointer());
    assertEquals(later, town.load(province, What.UNITS, Town.UNITS, false, later).inForce());
  }

  private String name(String code, Instant at) {
    return town.organisation.unit(code, at).map(Unit::name).orElseThrow();
  }

  @Test
  void thingsEscalateAlongTheLineToTheTop() {
    town.load(What.UNITS, Town.UNITS);

    assertEquals(
        List.of("G1", "S1", "330602", "3306"),
        town.organisation.line("G1", town.now).stream().map(Unit::code).toList());
    assertEquals(List.of(), town.organisation.line("G9", town.now));
  }

  @Test
  void peopleAnswerForTheirTime() {
    town.load(What.UNITS, Town.UNITS);
    town.load(What.PEOPLE, PEOPLE);

    assertEquals(List.of("anna", "chen"), town.organisation.inCharge("G1", town.now));
    assertEquals(
        List.of("bo", "chen"),
        town.organisation.inCharge("G1", Instant.parse("2026-11-30T16:00:00Z")));
    assertEquals(List.of(), town.organisation.inCharge("G2", town.now), "a unit without a person");
    assertEquals(List.of(), town.organisation.onDuty("G2", town.now));
  }

  @Test
  void aCellWithOpenWorkDoesNotGo() {
    town.load(What.UNITS, Town.UNITS);
    town.work.run(
        t ->
            new OpenRequests(t.connection())
                .put(List.of(new OpenRequests.Open("R1", "G2", "330602", "T1", town.now))));

    Refusal.Conflict refusal =
        assertThrows(
            Refusal.Conflict.class, () -> town.load(What.UNITS, without(Town.UNITS, "G2")));

    assertEquals("units.open-work", refusal.code());
    assertTrue(refusal.text().en().contains("R1"), refusal.text().en());
    assertTrue(town.organisation.unit("G2", town.now).isPresent());
  }

  @Test
  void whatIsOfAUnitGoesWithIt() {
    town.load(What.UNITS, Town.UNITS);
    town.load(What.PEOPLE, PEOPLE);
    town.load(What.RULES, "cell,by,value\nG1,transformer,T1\nG2,transformer,T2\n");

    Imports.Outcome outcome = town.load(What.UNITS, without(Town.UNITS, "G1"));

    assertEquals(5, outcome.changes().removed().size(), "a cell, three people, a rule");
    assertEquals(Belonging.NONE, cell(Town.transformer("T1")));
    assertEquals("G2", cell(Town.transformer("T2")).cell());
  }

  @Test
  void othersRegionsStay() {
    String other = Town.UNITS.replace("3306", "3301").replaceAll("(?m)^(S|G|D|P)", "H$1");
    other = other.replace(",S1,", ",HS1,").replace(",D1,", ",HD1,");
    town.load(What.UNITS, Town.UNITS);
    town.load(Town.person("b", "3301", Role.INTEGRATOR), What.UNITS, other, false, null);

    assertTrue(town.organisation.unit("G1", town.now).isPresent());
    assertTrue(town.organisation.unit("HG1", town.now).isPresent());
    assertTrue(
        town.faults(What.UNITS, other).get(0).endsWith("is that of a unit of another region"));
  }

  @Test
  void theNearestRuleThatSaysSomethingWins() {
    town.load(What.UNITS, Town.UNITS);
    town.load(
        What.RULES,
        """
        cell,by,value
        G1,service-point,SP1
        G2,transformer,T1
        G1,feeder,F1
        G1,address,绍兴市越城区
        G2,address,绍兴市 越城区 塔山街道
        G1,transformer,T9
        G2,transformer,T9
        """);
    town.load(
        What.SHAPES,
        "{\"type\":\"FeatureCollection\",\"features\":["
            + square("G1", 120, 30)
            + ","
            + square("G2", 121, 30)
            + "]}");

    assertEquals(said("G1", AreaType.URBAN, "service-point"), cell(place("SP1", "T1", "F1", null)));
    assertEquals(said("G2", AreaType.RURAL, "transformer"), cell(place("?", "T1", "F1", null)));
    assertEquals(said("G1", AreaType.URBAN, "feeder"), cell(place(null, "?", "F1", null)));
    assertEquals(
        said("G2", AreaType.RURAL, "address"), cell(place(null, null, null, "绍兴市越城区塔山街道1号")));
    assertEquals(said("G1", AreaType.URBAN, "address"), cell(place(null, null, null, "绍兴市越城区2号")));
    assertEquals(said("G2", AreaType.RURAL, "polygon"), cell(at(121.5, 30.5)));
    assertEquals(Belonging.NONE, cell(at(125, 30.5)));
    assertEquals(
        new Belonging(null, null, "transformer", List.of("G1", "G2")),
        cell(Town.transformer("T9")));
    assertEquals(
        List.of(new Units.Conflict("transformer", "T9", List.of("G1", "G2"))),
        town.keeper.editions().newest().conflicts(town.keeper.day(town.now)).toList());
  }

  @Test
  void anAddressSaysSomethingOnlyWhereItIs() {
    town.load(What.UNITS, Town.UNITS);
    town.load(What.RULES, "cell,by,value\nG1,address,人民路\n");

    assertEquals("G1", cell(place(null, null, null, "人民路3号")).cell());
    assertEquals(Belonging.NONE, cell(new Place(null, null, null, "人民路3号", null, "330106")));
  }

  @Test
  void aCellHasNothingOfAnotherRegion() {
    town.load(What.UNITS, Town.UNITS);
    town.load(What.RULES, "cell,by,value\nG1,service-point,SP1\nG1,transformer,T1\nG1,feeder,F1\n");
    town.load(
        What.SHAPES,
        "{\"type\":\"FeatureCollection\",\"features\":[" + square("G1", 120, 30) + "]}");
    Location in = new Location(120.5, 30.5);

    for (String near : List.of("3306", "330602", "330602001")) {
      assertEquals("G1", cell(new Place("SP1", null, null, null, null, near)).cell(), near);
      assertEquals("G1", cell(new Place(null, null, null, null, in, near)).cell(), near);
    }
    assertEquals(Belonging.NONE, cell(new Place("SP1", "T1", "F1", null, in, "330106")));
  }

  private Belonging cell(Place place) {
    return town.organisation.cells(List.of(place), town.now).get(0);
  }

  private static Belonging said(String cell, AreaType area, String by) {
    return new Belonging(cell, area, by, List.of());
  }

  private static Place place(String point, String transformer, String feeder, String address) {
    return new Place(point, transformer, feeder, address, new Location(120.5, 30.5), "330602");
  }

  private static Place at(double lon, double lat) {
    return new Place(null, null, null, null, new Location(lon, lat), "330602");
  }

  static String square(String cell, int lon, int lat) {
    return "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}"
        .replace("%s", cell)
        .replaceFirst("%d,%d", lon + "," + lat)
        .replaceFirst("%d,%d", lon + 1 + "," + lat)
        .replaceFirst("%d,%d", lon + 1 + "," + (lat + 1))
        .replaceFirst("%d,%d", lon + "," + (lat + 1))
        .replaceFirst("%d,%d", lon + "," + lat);
  }

  private static String without(String file, String code) {
    return file.replaceAll("(?m)^" + code + ",.*\n", "");
  }
}
