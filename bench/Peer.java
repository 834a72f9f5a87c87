import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Service;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TimeWindow;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleTypeImpl;
import com.graphhopper.jsprit.core.util.Solutions;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Place;
import java.util.function.BiFunction;

/**
 * jsprit on the same day: its own defaults, distance as the only cost, one thread. How picky it is
 * depends on how many iterations are to come, so a trial tells how many the time allows.
 */
public final class Peer implements BiFunction<Day, Double, double[]> {
  private static final int TRIAL = 5;

  /** Distance and vehicles. */
  @Override
  public double[] apply(Day day, Double seconds) {
    VehicleRoutingProblem.Builder problem =
        VehicleRoutingProblem.Builder.newInstance()
            .setFleetSize(VehicleRoutingProblem.FleetSize.FINITE);
    for (Crew crew : day.crews()) {
      problem.addVehicle(
          VehicleImpl.Builder.newInstance(crew.id())
              .setType(
                  VehicleTypeImpl.Builder.newInstance("type")
                      .addCapacityDimension(0, (int) crew.capacity())
                      .build())
              .setStartLocation(at(crew.start()))
              .setEarliestStart(crew.shift().from())
              .setLatestArrival(crew.shift().until())
              .build());
    }
    for (Job job : day.jobs()) {
      problem.addJob(
          Service.Builder.newInstance(job.id())
              .setLocation(at(job.at()))
              .setServiceTime(job.service())
              .setTimeWindow(TimeWindow.newInstance(job.window().from(), job.window().until()))
              .addSizeDimension(0, (int) job.demand())
              .build());
    }
    VehicleRoutingProblem built = problem.build();
    int[] trial = {0};
    search(built, seconds / TRIAL, Integer.MAX_VALUE, trial);
    VehicleRoutingProblemSolution best =
        search(built, seconds, Math.max(1, trial[0] * TRIAL), new int[1]);
    double missed = best.getUnassignedJobs().isEmpty() ? best.getCost() : Double.NaN;
    return new double[] {missed, best.getRoutes().size()};
  }

  private static VehicleRoutingProblemSolution search(
      VehicleRoutingProblem problem, double seconds, int most, int[] iterations) {
    VehicleRoutingAlgorithm algorithm =
        Jsprit.Builder.newInstance(problem)
            .setProperty(Jsprit.Parameter.THREADS, "1")
            .buildAlgorithm();
    algorithm.setMaxIterations(most);
    long until = PlannerBench.nanos() + (long) (seconds * 1e9);
    algorithm.setPrematureAlgorithmTermination(
        found -> {
          iterations[0]++;
          return PlannerBench.nanos() >= until;
        });
    return Solutions.bestOf(algorithm.searchSolutions());
  }

  private static Location at(Place place) {
    Place.Point point = (Place.Point) place;
    return Location.newInstance(point.x(), point.y());
  }
}
