import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit;
import com.graphhopper.jsprit.core.algorithm.termination.TimeTermination;
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

/** jsprit on the same day: its own defaults, distance as the only cost, one thread. */
public final class Peer implements BiFunction<Day, Double, double[]> {
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
    VehicleRoutingAlgorithm algorithm =
        Jsprit.Builder.newInstance(problem.build())
            .setProperty(Jsprit.Parameter.THREADS, "1")
            .buildAlgorithm();
    algorithm.setMaxIterations(Integer.MAX_VALUE);
    TimeTermination time = new TimeTermination(Math.round(seconds * 1000));
    algorithm.setPrematureAlgorithmTermination(time);
    algorithm.addListener(time);
    VehicleRoutingProblemSolution best = Solutions.bestOf(algorithm.searchSolutions());
    double missed = best.getUnassignedJobs().isEmpty() ? best.getCost() : Double.NaN;
    return new double[] {missed, best.getRoutes().size()};
  }

  private static Location at(Place place) {
    Place.Point point = (Place.Point) place;
    return Location.newInstance(point.x(), point.y());
  }
}
