package io.lamplighter.kit.plans;

import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import java.util.List;
import java.util.Map;

/** Reads the JSON of {@code POST /api/v1/plans/insert}: a day as for solving, its plan, a job. */
public record InsertReader(Day day, Plan plan, Job job) {
  /**
   * @throws io.lamplighter.api.Refusal.Invalid naming every field that makes no sense
   */
  public static InsertReader read(Map<String, ?> json) {
    Fields fields = Fields.of(json);
    Day day = DayReader.day(fields);
    Plan plan = plan(needed(fields, "plan"));
    Fields asked = needed(fields, "job");
    Job job = DayReader.job(asked);
    asked.nothingElse();
    fields.nothingElse();
    fields.check();
    return new InsertReader(day, plan, job);
  }

  private static Fields needed(Fields fields, String name) {
    if (!fields.has(name)) {
      fields.bad("/" + name, "is needed", "为必填");
      fields.check();
    }
    Fields object = fields.object(name);
    if (object == null) {
      fields.check();
      throw new IllegalStateException(name);
    }
    return object;
  }

  /** As it was answered; only who does what in which order is read. */
  private static Plan plan(Fields fields) {
    List<Route> routes = fields.objects("routes", InsertReader::route);
    return new Plan(routes, List.of(), 0, 0, 0, 0, 0, Plan.Ending.SPENT);
  }

  private static Route route(Fields fields) {
    List<Stop> stops = fields.objects("stops", InsertReader::stop);
    Route route = new Route(fields.text("crew", null), stops, List.of(), 0, 0, 0);
    fields.anythingElse();
    return route;
  }

  private static Stop stop(Fields fields) {
    Stop stop = new Stop(fields.text("job", null), 0, 0, 0);
    fields.anythingElse();
    return stop;
  }
}
