package io.lamplighter.demo;

import io.lamplighter.api.Location;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The city as CSV files: RFC 4180, UTF-8, the same bytes for the same city. */
final class CityFiles {
  static final String CUSTOMERS = "customers.csv";

  private final City city;

  CityFiles(City city) {
    this.city = city;
  }

  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    file(
        directory.resolve("substations.csv"),
        "code,name,region",
        city.substations().stream().map(s -> row(s.code(), s.name(), s.district().code())));
    file(
        directory.resolve("lines.csv"),
        "code,name,substation,region",
        city.lines().stream()
            .map(l -> row(l.code(), l.name(), l.substation(), l.district().code())));
    file(
        directory.resolve("transformers.csv"),
        "code,name,line,cell,lon,lat",
        city.transformers().stream()
            .map(
                t -> row(t.code(), t.name(), t.line().code(), t.cell(), lon(t.at()), lat(t.at()))));
    file(
        directory.resolve("cells.csv"),
        "code,name,keeper,region,station",
        city.cells().stream()
            .map(c -> row(c.code(), c.name(), c.keeper(), c.region(), c.station())));
    file(
        directory.resolve("stations.csv"),
        "code,name,region,lon,lat",
        city.stations().stream()
            .map(s -> row(s.code(), s.name(), s.region(), lon(s.at()), lat(s.at()))));
    file(
        directory.resolve("crews.csv"),
        "code,name,station,skills",
        city.crews().stream().map(c -> row(c.code(), c.name(), c.station(), c.skills())));
    file(
        directory.resolve(CUSTOMERS),
        "customerNo,name,phones,address,lon,lat,region,class,important,cell,servicePoint,meter,"
            + "transformer,feeder,tags",
        city.residents().stream().map(CityFiles::customer));
  }

  private static String customer(City.Resident r) {
    return row(
        r.customerNo(),
        r.name(),
        r.phone(),
        r.address(),
        lon(r.at()),
        lat(r.at()),
        r.region(),
        r.customerClass(),
        r.importantAs() == null ? "false" : "true",
        r.transformer().cell(),
        r.servicePoint(),
        r.meter(),
        r.transformer().code(),
        r.transformer().line().code(),
        r.importantAs());
  }

  private static void file(Path file, String header, Stream<String> rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(header + "\r\n");
      for (String row : (Iterable<String>) rows::iterator) {
        out.write(row + "\r\n");
      }
    }
  }

  private static String row(@Nullable String... values) {
    return Stream.of(values).map(CityFiles::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(@Nullable String value) {
    if (value == null) {
      return "";
    }
    return List.of(",", "\"", "\r", "\n").stream().anyMatch(value::contains)
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }

  private static String lon(Location at) {
    return Double.toString(at.lon());
  }

  private static String lat(Location at) {
    return Double.toString(at.lat());
  }
}
