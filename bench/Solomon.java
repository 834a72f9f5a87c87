import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads an instance in the format of Solomon (1987) and of Gehring and Homberger (1999). */
final class Solomon {
  private Solomon() {}

  static Day read(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String trimmed = line.trim();
      if (trimmed.matches("[-+.\\d\\sEe]+")) {
        rows.add(Arrays.stream(trimmed.split("\\s+")).mapToDouble(Double::parseDouble).toArray());
      }
    }
    double[] vehicles = rows.get(0);
    double[] depot = rows.get(1);
    Place home = new Place.Point(depot[1], depot[2]);
    Window shift = new Window(depot[4], depot[5]);
    List<Crew> crews = new ArrayList<>();
    for (int i = 1; i <= vehicles[0]; i++) {
      crews.add(new Crew("v" + i, home, home, shift, vehicles[1], Set.of(), List.of()));
    }
    List<Job> jobs = new ArrayList<>();
    for (double[] row : rows.subList(2, rows.size())) {
      Place at = new Place.Point(row[1], row[2]);
      Window window = new Window(row[4], row[5]);
      String id = String.valueOf((int) row[0]);
      jobs.add(new Job(id, at, window, row[6], row[3], Set.of(), 0, null));
    }
    return new Day(new Travel.Euclidean(), crews, jobs, new Objective.Distance());
  }

  /** The same day with distances and times cut to one decimal, as the DIMACS challenge has them. */
  static Day cut(Day day) {
    List<Place.Point> points = new ArrayList<>();
    points.add((Place.Point) day.crews().get(0).start());
    day.jobs().forEach(job -> points.add((Place.Point) job.at()));
    double[][] ways = new double[points.size()][points.size()];
    for (int i = 0; i < ways.length; i++) {
      for (int j = 0; j < ways.length; j++) {
        Place.Point a = points.get(i);
        Place.Point b = points.get(j);
        ways[i][j] = Math.floor(10 * Math.hypot(a.x() - b.x(), a.y() - b.y())) / 10;
      }
    }
    Place home = new Place.Index(0);
    List<Crew> crews =
        day.crews().stream()
            .map(c -> new Crew(c.id(), home, home, c.shift(), c.capacity(), Set.of(), List.of()))
            .toList();
    List<Job> jobs = new ArrayList<>();
    for (Job j : day.jobs()) {
      Place at = new Place.Index(jobs.size() + 1);
      jobs.add(new Job(j.id(), at, j.window(), j.service(), j.demand(), Set.of(), 0, null));
    }
    return new Day(new Travel.Matrix(ways, ways), crews, jobs, day.objective());
  }
}
