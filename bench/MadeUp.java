import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A day of any size in the shape of Homberger's RC1: half in clusters, half anywhere, short tours. */
final class MadeUp {
  private static final int SERVICE = 10;
  private static final int CAPACITY = 200;

  private MadeUp() {}

  static Day day(int jobs, long seed) {
    Random random = new Random(seed);
    int side = (int) Math.round(10 * Math.sqrt(jobs) * 1.58);
    Place.Point home = new Place.Point(side / 2, side / 2);
    int horizon = 240 + 3 * side;
    int clusters = Math.max(1, jobs / 40);
    double[][] centres = new double[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = new double[] {random.nextInt(side), random.nextInt(side)};
    }
    List<Job> work = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      double[] centre = centres[random.nextInt(clusters)];
      double x = random.nextInt(side);
      double y = random.nextInt(side);
      if (i % 2 == 0) {
        x = Math.rint(centre[0] + 8 * random.nextGaussian());
        y = Math.rint(centre[1] + 8 * random.nextGaussian());
      }
      double way = Math.hypot(x - home.x(), y - home.y());
      double from = Math.ceil(way + random.nextDouble() * (horizon - 2 * way - SERVICE - 30));
      Window window = new Window(Math.max(0, from - 30), from + 30);
      int demand = 5 + random.nextInt(26);
      work.add(
          new Job("" + i, new Place.Point(x, y), window, SERVICE, demand, Set.of(), 0, null));
    }
    Window shift = new Window(0, horizon);
    List<Crew> crews =
        IntStream.range(0, jobs / 4)
            .mapToObj(i -> new Crew("v" + i, home, home, shift, CAPACITY, Set.of(), List.of()))
            .toList();
    return new Day(new Travel.Euclidean(), crews, work, new Objective.Distance());
  }
}
