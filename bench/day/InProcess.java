import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.dispatch.DepotDoor;
import io.lamplighter.planner.Engine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The same day with the same script in one process, on the tests' depot instead of an instance:
 * {@code InProcess SEED CREWS ITERATIONS}. Equal arguments give an equal day.
 */
final class InProcess {
  private static final LocalDate DAY = LocalDate.parse("2026-12-02");
  private static final String USERS =
      """
      [{"user": "admin", "password": "-", "roles": ["administrator"]},
       {"user": "loader", "password": "-", "roles": ["integrator"]},
       {"user": "head", "password": "-", "roles": ["supervisor"]},
       {"user": "anna", "password": "-", "roles": ["agent", "dispatcher"]},
       {"key": "-", "channels": ["web"]}]""";

  private InProcess() {}

  public static void main(String[] args) throws Exception {
    long seed = Long.parseLong(args[0]);
    CityDay city = CityDay.of(seed, Integer.parseInt(args[1]));
    DepotDoor door = new DepotDoor(planner(Long.parseLong(args[2])));
    Times times = new Times(hands(door), DAY, DispatchBench.ZONE);
    JsonNode users = Api.JSON.readTree(USERS);
    Setting setting = Setting.bring(wire(door), users, city, times);
    DispatchBench.run(seed, city, times, setting);
    System.exit(0);
  }

  private static Times.Hands hands(DepotDoor door) {
    return new Times.Hands() {
      private long millis =
          DAY.minusDays(2).atStartOfDay(DispatchBench.ZONE).toInstant().toEpochMilli();

      @Override
      public long millis() {
        return millis;
      }

      @Override
      public void forward(long more) {
        millis += more;
        door.now(Instant.ofEpochMilli(millis));
      }
    };
  }

  private static Api.Wire wire(DepotDoor door) {
    return (method, path, headers, body) -> {
      int authorization = headers.indexOf("Authorization");
      int match = headers.indexOf("If-Match");
      String who =
          authorization < 0 ? "" : headers.get(authorization + 1).replace("Bearer ", "");
      String tag = match < 0 ? "*" : headers.get(match + 1).replace("\"", "");
      Long seen = tag.equals("*") ? null : Long.valueOf(tag);
      DepotDoor.Answer answer = door.call(who, method, path, seen, body);
      return new Api.Answer(
          answer.status(), Api.json(answer.body()), "\"" + answer.version() + "\"", 0);
    };
  }

  /** By iterations, so that a loaded machine plans no worse. */
  private static Planner planner(long iterations) {
    Engine engine = new Engine();
    return new Planner() {
      @Override
      public Plan solve(Day day, Effort effort, Watch watch) {
        return engine.solve(day, Effort.ofIterations(iterations, effort.seed()), watch);
      }

      @Override
      public List<Candidate> insert(Day day, Plan plan, Job job) {
        return engine.insert(day, plan, job);
      }
    };
  }
}
