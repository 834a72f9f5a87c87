package io.lamplighter.demo;

import java.io.IOException;
import java.nio.file.Path;

/** Brings the city's organisation in as its integrator and its supervisor do, once the city is. */
final class OrganisationLoader {
  /** In the demo's directory, once it is there. */
  static final String DONE = "organised";

  private final City city;
  private final Staff staff;
  private final Once once;

  /**
   * @param directory of the demo's own files
   */
  OrganisationLoader(City city, Path directory, Staff staff) {
    this.city = city;
    this.staff = staff;
    once =
        new Once(
            directory.resolve("loaded"),
            directory.resolve(DONE),
            city.cells().size() + " grid cells");
  }

  /** It is there, or nobody takes it, when this returns. */
  void load() throws InterruptedException, IOException {
    once.bring(() -> send(new Organisation(city)));
  }

  private int send(Organisation files) throws IOException, InterruptedException {
    String integrator = staff.session("integrator");
    String supervisor = staff.session("supervisor");
    String head = staff.users().person("supervisor").name();
    String station = staff.users().person("dispatcher").name();
    String crew = staff.users().person("crew").name();
    int status = staff.post("/api/v1/units", Staff.CSV, files.units(), integrator);
    if (status / 100 == 2) {
      String people = files.people(head, station, crew);
      status = staff.post("/api/v1/units/people", Staff.CSV, people, integrator);
    }
    if (status / 100 == 2) {
      status = staff.post("/api/v1/units/rules", Staff.CSV, files.rules(), integrator);
    }
    if (status / 100 == 2) {
      String shapes = files.shapes();
      status = staff.post("/api/v1/units/shapes", "application/geo+json", shapes, integrator);
    }
    for (City.Station one : city.stations()) {
      if (status / 100 == 2) {
        String roster = files.roster(station, crew);
        String path = "/api/v1/rosters/" + one.code();
        status = staff.put(path, "text/calendar", roster, supervisor);
      }
    }
    return status;
  }
}
