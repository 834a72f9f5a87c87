package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.organisation.Piece.What;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each field of each file wrong in turn: it is named, and what was in force stays. */
class BrokenFilesTest {
  private static final String CRS = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:";

  private static final String PEOPLE =
      """
      unit,login,as,validFrom,validTo
      G1,anna,in-charge,2026-01-01,2026-11-30
      G1,bo,in-charge,2026-12-01,
      G1,chen,deputy,,
      """;

  private static final String RULES =
      """
      cell,by,value
      G1,transformer,T1
      G2,address,绍兴市越城区
      """;

  private static final String SHAPES =
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
          + UnitsTest.square("G1", 120, 30)
          + ",\n"
          + UnitsTest.square("G2", 121, 30)
          + "\n]}\n";

  private final Town town = new Town();

  @BeforeEach
  void good() {
    town.load(What.UNITS, Town.UNITS);
    town.load(What.PEOPLE, PEOPLE);
    town.load(What.RULES, RULES);
    town.load(What.SHAPES, SHAPES);
  }

  @AfterEach
  void whatWasInForceStays() {
    assertEquals(4, town.keeper.editions().newest().version());
    assertEquals(List.of("anna", "chen"), town.organisation.inCharge("G1", town.now));
    assertEquals(
        "G1", town.organisation.cells(List.of(Town.transformer("T1")), town.now).get(0).cell());
  }

  @Test
  void units() {
    wrong(What.UNITS, "G1,府山网格", "G 1,府山网格", "/lines/5/code must be a code");
    wrong(What.UNITS, "G1,府山网格", ",府山网格", "/lines/5/code is missing");
    wrong(What.UNITS, "G2,塔山", "G1,塔山", "/lines/6/code is in line 5 already");
    wrong(What.UNITS, "府山网格", "", "/lines/5/name is missing");
    wrong(What.UNITS, "府山网格", "府".repeat(101), "/lines/5/name must be at most 100");
    wrong(What.UNITS, "府山网格,cell", "府山网格,", "/lines/5/level is missing");
    wrong(What.UNITS, "府山网格,cell", "府山网格,block", "/lines/5/level must be one of province");
    wrong(What.UNITS, "府山网格,cell,S1", "府山网格,cell,", "/lines/5/parent is missing");
    wrong(What.UNITS, "府山网格,cell,S1", "府山网格,cell,S9", "/lines/5/parent there is no unit S9");
    wrong(What.UNITS, "府山网格,cell,S1", "府山网格,cell,G2", "/lines/5/parent a cell cannot be below");
    wrong(What.UNITS, "配网管理,post,D1", "配网管理,post,S1", "/lines/8/parent a post cannot be below");
    wrong(What.UNITS, "运检部,department,3306", "运检部,department,G1", "/lines/7/parent a depart");
    wrong(What.UNITS, "S1,330602,urban", "S1,33060,urban", "/lines/5/region must be a region code");
    wrong(What.UNITS, "S1,330602,urban", "S1,,urban", "/lines/5/region is missing");
    wrong(What.UNITS, "S1,330602,urban", "S1,330603,urban", "/lines/5/region is not in that of S1");
    wrong(
        What.UNITS, "S1,330602,urban", "S1,330102,urban", "/lines/5/region is not in your region");
    wrong(What.UNITS, "urban", "hilly", "/lines/5/areaType must be one of urban");
    wrong(What.UNITS, "station,330602,330602,", "station,330602,330602,rural", "/lines/4/areaType");
    wrong(What.UNITS, "urban,A", "urban,A,B", "/lines/5 8 fields, the header has 7");
    wrong(What.UNITS, "code,name", "id,name", "/id Unknown column");
    wrong(What.UNITS, "areaType,serviceLevel", "areaType,validFrom", "/lines/5/validFrom must be");
    wrong(What.UNITS, "S1,越城供电所", "S2,越城供电所", "/lines/5/parent there is no unit S1");
    wrong(What.UNITS, Town.UNITS, "", " The file is empty");
  }

  @Test
  void people() {
    wrong(What.PEOPLE, "G1,anna", "G9,anna", "/lines/2/unit there is no unit G9");
    wrong(What.PEOPLE, "G1,anna", ",anna", "/lines/2/unit is missing");
    wrong(What.PEOPLE, "G1,anna", "G1,", "/lines/2/login is missing");
    wrong(What.PEOPLE, "G1,anna", "G1,nobody", "/lines/2/login there is no user nobody");
    wrong(What.PEOPLE, "anna,in-charge", "anna,boss", "/lines/2/as must be one of in-charge");
    wrong(What.PEOPLE, "2026-01-01", "1.1.2026", "/lines/2/validFrom must be a day");
    wrong(What.PEOPLE, "2026-01-01", "2026-02-30", "/lines/2/validFrom must be a day");
    wrong(What.PEOPLE, "2026-11-30", "2025-11-30", "/lines/2/validTo is before validFrom");
    wrong(What.PEOPLE, "2026-11-30", "2026-12-01", "/lines/3/validFrom overlaps line 2");
    wrong(What.PEOPLE, "chen,deputy", "bo,deputy", "/lines/4/validFrom overlaps line 3");
    wrong(
        What.PEOPLE, "G1,chen,deputy,,", "G1,anna,in-charge,2026-01-01,", "/lines/4 is in line 2");
  }

  /** Somebody else each day, from the last day to the first, and one day twice. */
  @Test
  void aHundredThousandPeopleOfOneUnit() {
    StringBuilder file = new StringBuilder("unit,login,as,validFrom,validTo\n");
    for (int i = 100_000; i > 0; i--) {
      LocalDate day = LocalDate.of(1900, 1, 1).plusDays(i);
      String login = List.of("anna", "bo", "chen").get(i % 3);
      LocalDate to = i == 50_000 ? day.plusDays(1) : day;
      file.append("G1," + login + ",in-charge," + day + "," + to + "\n");
    }
    assertEquals(
        List.of("/lines/50002/validFrom overlaps line 50001: anna is in-charge then"),
        assertTimeout(Duration.ofSeconds(20), () -> town.faults(What.PEOPLE, file.toString())));
  }

  /** A coast of 5,000 positions, and the same with its last inlet through the one before. */
  @Test
  void longLinesAreFollowedFromWestToEast() {
    StringBuilder coast = new StringBuilder("[121,30]");
    for (int i = 1; i < 4_990; i++) {
      double lon = 121 + i / 5_000.0;
      coast.append(",[" + lon + "," + (i % 2 == 0 ? "30.1" : "30.2") + "]");
    }
    String whole = coast + ",[122,30.1],[122,29],[121,30]";
    String crossed = coast + ",[122,30.1],[121.5,30.15],[122,29],[121,30]";
    assertEquals(List.of(), polygon(whole));
    assertEquals(
        List.of("/features/0/geometry/coordinates feature 1: crosses itself"), polygon(crossed));
  }

  private static List<String> polygon(String positions) {
    Faults faults = Faults.ofFeatures();
    String file =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"G1\","
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
            + positions
            + "]]}}]}";
    try {
      new ShapeFile(faults).read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
      return List.of();
    } catch (Refusal.Invalid e) {
      return e.errors().stream().map(one -> one.pointer() + " " + one.message().en()).toList();
    }
  }

  @Test
  void rules() {
    wrong(What.RULES, "G1,transformer", "G9,transformer", "/lines/2/cell there is no unit G9");
    wrong(What.RULES, "G1,transformer", "S1,transformer", "/lines/2/cell S1 is not a cell");
    wrong(What.RULES, "G1,transformer", "G1,pole", "/lines/2/by must be one of service-point");
    wrong(What.RULES, "transformer,T1", "transformer,", "/lines/2/value is missing");
    wrong(What.RULES, "绍兴市越城区", "—，", "/lines/3/value has no letter or digit");
    wrong(What.RULES, "G2,address,绍兴市越城区", "G1,transformer,T1", "/lines/3 is in line 2 already");
  }

  @Test
  void shapes() {
    String g2 = "\"id\":\"G2\"";
    wrong(What.SHAPES, g2, "\"id\":\"G9\"", "/features/1/id there is no unit G9");
    wrong(What.SHAPES, g2, "\"id\":\"S1\"", "/features/1/id S1 is not a cell");
    wrong(What.SHAPES, g2, "\"name\":\"G2\"", "/features/1/id feature 2: must be a cell's code");
    wrong(What.SHAPES, g2, "\"id\":\"G1\"", "/features/1/id is in feature 1 already");
    wrong(
        What.SHAPES,
        "\"Polygon\",\"coordinates\":[[[121",
        "\"Point\",\"coordinates\":[[[121",
        "/features/1/geometry feature 2: must be a Polygon");
    wrong(
        What.SHAPES,
        "[121,31],[121,30]]",
        "[121,31]]",
        "/features/1/geometry/coordinates/0 feature 2: must end where it begins");
    wrong(
        What.SHAPES,
        "[122,31]",
        "[222,31]",
        "/features/1/geometry/coordinates/0/2 feature 2: must");
    wrong(
        What.SHAPES, "[122,31]", "[122,\"31\"]", "/features/1/geometry/coordinates/0/2 feature 2");
    wrong(
        What.SHAPES,
        "[122,31]",
        "[122]",
        "/features/1/geometry/coordinates/0/2 feature 2: must be");
    wrong(
        What.SHAPES,
        "[122,30],[122,31]",
        "[122,31],[122,30]",
        "/features/1/geometry/coordinates feature 2: crosses");
    wrong(
        What.SHAPES,
        "[122,30],[122,31],[121,31]",
        "[122,30],[123,30],[122,30]",
        "/features/1/geometry/coordinates feature 2: encloses nothing");
    wrong(What.SHAPES, "\"FeatureCollection\"", "\"Feature\"", " is no FeatureCollection");
    wrong(What.SHAPES, "\"features\":[", "\"features\":", "/lines/3 is not JSON");
    wrong(What.SHAPES, "\"features\":[", CRS + "4490\"}},\"features\":[", "/crs must be WGS 84");
    wrong(What.SHAPES, "]}\n", "", "/lines/");
    wrong(What.SHAPES, "]}\n", "]}]", "/lines/");
  }

  @Test
  void whatIsTooLargeIsPassedOverAsItComes() {
    String many = "[0,0],".repeat(100_000);
    String properties = "\"properties\":{\"a\":[" + many + "0]}";
    List<String> faults =
        town.faults(
            What.SHAPES,
            SHAPES
                .replace("\"id\":\"G1\",\"properties\":{}", "\"id\":\"S1\"," + properties)
                .replace("[[[121,30],", "[[[121,30]," + many));
    assertEquals(
        List.of("/features/1/geometry/coordinates feature 2: has more than 5000 positions"),
        faults);
    String beside = SHAPES.replace("\"properties\":{}", properties);
    assertEquals(List.of(), town.faults(What.SHAPES, beside), "nothing is otherwise");
  }

  @Test
  void soManyAreHeldOfAllRegionsTogether() {
    Caller other = Town.person("o", "3301", Role.INTEGRATOR);
    int mine = Town.UNITS.split("\n").length - 1;
    StringBuilder file = new StringBuilder("code,name,level,region\n");
    for (int i = mine; i < What.UNITS.most(); i++) {
      file.append('C').append(i).append(",上城区,county,330102\n");
    }
    assertEquals(
        What.UNITS.most() - mine, town.load(other, What.UNITS, file.toString(), true, null).read());
    file.append("C0,上城区,county,330102\n");
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class, () -> town.load(other, What.UNITS, file.toString(), true, null));
    assertTrue(
        refusal.errors().get(0).message().en().startsWith("would make 20001 "),
        refusal.errors().toString());
  }

  /** The file with one thing otherwise is refused by this fault, and by no wrong one before it. */
  private void wrong(What what, String text, String other, String fault) {
    String file =
        switch (what) {
          case UNITS -> Town.UNITS;
          case PEOPLE -> PEOPLE;
          case RULES -> RULES;
          case SHAPES -> SHAPES;
        };
    assertTrue(file.contains(text), text);
    List<String> faults = town.faults(what, file.replace(text, other));
    assertTrue(faults.stream().anyMatch(one -> one.startsWith(fault)), fault + " not in " + faults);
  }

  @Test
  void aFileThatIsNoUtf8IsRefused() {
    byte[] latin = Town.UNITS.replace("府山网格", "Fußen").getBytes(StandardCharsets.ISO_8859_1);
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                town.keeper
                    .imports()
                    .take(
                        Town.LOADER,
                        What.UNITS,
                        new ByteArrayInputStream(latin),
                        new Imports.Wish(false, null)));
    assertTrue(refusal.errors().get(0).pointer().startsWith("/lines/"), refusal.toString());
  }

  @Test
  void onlyIntegratorsAndAdministratorsMay() {
    assertThrows(
        Refusal.Forbidden.class,
        () ->
            town.load(
                Town.person("s", "3306", Role.SUPERVISOR), What.UNITS, Town.UNITS, false, null));
  }

  @Test
  void theTemplateOfDepartmentsCanBeTaken() throws IOException {
    try (InputStream file = BrokenFilesTest.class.getResourceAsStream("/departments.csv")) {
      Imports.Outcome outcome =
          town.keeper
              .imports()
              .take(
                  Town.LOADER,
                  What.UNITS,
                  Objects.requireNonNull(file),
                  new Imports.Wish(true, null));
      assertEquals(5 + 18 + 1, outcome.read());
    }
  }
}
