package io.lamplighter.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Brings the city's crews in, once its stations are there: their people, they, and their rosters.
 */
final class CrewLoader {
  private static final String JSON = "application/json";
  private static final int THERE = 409;

  private final City city;
  private final Staff staff;
  private final Once once;

  /**
   * @param directory of the demo's own files
   */
  CrewLoader(City city, Path directory, Staff staff) {
    this.city = city;
    this.staff = staff;
    once =
        new Once(
            directory.resolve(OrganisationLoader.DONE),
            directory.resolve("crewed"),
            city.crews().size() + " crews");
  }

  /** They are there, or nobody takes them, when this returns. */
  void load() throws InterruptedException, IOException {
    once.bring(() -> send(new Crews(city)));
  }

  private int send(Crews files) throws IOException, InterruptedException {
    String integrator = staff.session("integrator");
    String first = staff.users().person("crew").name();
    int status = people(files, first);
    if (status / 100 == 2) {
      status = staff.post("/api/v1/crews", Staff.CSV, files.csv(first), integrator);
    }
    for (City.Crew crew : city.crews()) {
      if (status / 100 == 2) {
        String path = "/api/v1/crews/" + crew.code() + "/roster";
        status = staff.put(path, "text/calendar", files.roster(crew), integrator);
      }
    }
    return status;
  }

  /** Who is there already stays. */
  private int people(Crews files, String first) throws IOException, InterruptedException {
    String administrator = staff.session("administrator");
    for (City.Crew crew : city.crews()) {
      for (String login : files.members(crew, first)) {
        ObjectNode person = Http.JSON.createObjectNode().put("user", login);
        person.putArray("roles").add("crew");
        person.put("region", crew.station().substring(0, crew.station().indexOf('-')));
        int status =
            login.equals(first)
                ? 200
                : staff.post("/api/v1/users", JSON, person.toString(), administrator);
        if (status / 100 != 2 && status != THERE) {
          return status;
        }
      }
    }
    return 200;
  }
}
