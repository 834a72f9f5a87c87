package io.lamplighter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The city is the same for the same seed and keeps the field's ratios. */
class CityTest {
  private final City city = City.of(20261122, 20);

  @Test
  void sameSeedSameBytes(@TempDir Path a, @TempDir Path b, @TempDir Path c) throws Exception {
    new CityFiles(City.of(7, 4)).writeTo(a);
    new CityFiles(City.of(7, 4)).writeTo(b);
    new CityFiles(City.of(8, 4)).writeTo(c);
    assertEquals(hash(a), hash(b));
    assertNotEquals(hash(a), hash(c));
  }

  @Test
  void ratiosAreThoseOfTheField() {
    int customers = city.residents().size();
    assertTrue(customers > 19_000 && customers < 21_000, "customers: " + customers);
    assertEquals(20, city.lines().size());
    assertEquals(20 * 14, city.transformers().size());
    double aTransformer = (double) customers / city.transformers().size();
    assertTrue(aTransformer > 66 && aTransformer < 76, "a transformer: " + aTransformer);
    long important = city.residents().stream().filter(r -> r.importantAs() != null).count();
    assertTrue(
        important > customers / 150 && important < customers / 70, "important: " + important);
    assertTrue(city.cells().size() >= 50, "cells: " + city.cells().size());
  }

  @Test
  void everybodyHasHisOwnNumberAndAddress() {
    assertDistinct(city.residents().stream().map(City.Resident::customerNo).toList());
    assertDistinct(city.residents().stream().map(City.Resident::address).toList());
    assertDistinct(city.residents().stream().map(City.Resident::phone).toList());
    assertDistinct(city.transformers().stream().map(City.Transformer::name).toList());
  }

  @Test
  void everybodyLivesInTheSquareOfHisCell() {
    assertDistinct(city.cells().stream().map(City.Cell::at).toList());
    Map<String, City.Cell> cells =
        city.cells().stream().collect(Collectors.toMap(City.Cell::code, cell -> cell));
    for (City.Resident one : city.residents()) {
      City.Cell cell = Objects.requireNonNull(cells.get(one.transformer().cell()));
      double off =
          Math.max(
              Math.abs(one.at().lon() - cell.at().lon()),
              Math.abs(one.at().lat() - cell.at().lat()));
      assertTrue(off < Tiles.SIDE / 2, one.customerNo() + " is off by " + off);
    }
  }

  @Test
  void itsOrganisationHasEveryCellAndTransformer() {
    Organisation files = new Organisation(city);
    int units = 1 + District.values().length + city.stations().size() + city.cells().size();
    assertEquals(1 + units, files.units().lines().count());
    assertEquals(1 + city.transformers().size(), files.rules().lines().count());
    assertEquals(city.cells().size(), files.shapes().split("\"Polygon\"", -1).length - 1);
    assertEquals(
        1 + units + city.cells().size(), files.people("head", "bo", "chen").lines().count());
  }

  @Test
  void everyCrewHasTwoPeopleWhoAreOfNoOther() {
    Crews files = new Crews(city);
    List<String> lines = files.csv("chen").lines().skip(1).toList();
    assertEquals(city.crews().size(), lines.size());
    List<String> logins =
        lines.stream()
            .flatMap(line -> Stream.of(line.substring(line.lastIndexOf(',') + 1).split(";")))
            .map(member -> member.substring(0, member.indexOf('|')))
            .toList();
    assertEquals(2 * city.crews().size(), logins.size());
    assertDistinct(logins);
    assertEquals("chen", logins.get(0));
  }

  @Test
  void phonesAreNobodys() {
    assertTrue(city.residents().stream().allMatch(r -> r.phone().matches("13[6-9]0000\\d{4}")));
  }

  @Test
  void theCustomerOfTheExampleLivesHere() {
    assertTrue(city.residents().stream().anyMatch(r -> r.customerNo().equals("3306010000017")));
  }

  @Test
  void everyDistrictOfTheCityHasLines() {
    assertEquals(
        Stream.of(District.values()).collect(Collectors.toSet()),
        city.lines().stream().map(City.Line::district).collect(Collectors.toSet()));
  }

  private static void assertDistinct(List<?> values) {
    assertEquals(values.size(), values.stream().distinct().count());
  }

  private static String hash(Path directory) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
