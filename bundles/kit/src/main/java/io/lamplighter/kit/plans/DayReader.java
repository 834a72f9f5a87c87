package io.lamplighter.kit.plans;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Window;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a day from the JSON of {@code POST /api/v1/plans/solve}. */
public final class DayReader {
  /** What a crew carries that does not say. */
  private static final double PLENTY = 1e9;

  /** A town's traffic, and its roads against the straight line. */
  private static final double SPEED_KMH = 30;

  private static final double DETOUR = 1.3;
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private DayReader() {}

  /**
   * @return as it is written; whether it makes sense as a whole, the planner says
   * @throws io.lamplighter.api.Refusal.Invalid naming every field that is none
   */
  public static Day read(Map<String, ?> json) {
    Fields fields = Fields.of(json);
    Day day = day(fields);
    fields.nothingElse();
    fields.check();
    return day;
  }

  /** The day as far as its fields make sense; not checked yet. */
  static Day day(Fields fields) {
    Travel travel = travel(fields);
    List<Crew> crews = fields.objects("crews", DayReader::crew);
    List<Job> jobs = fields.objects("jobs", DayReader::job);
    return new Day(travel, crews, jobs, objective(fields));
  }

  private static Travel travel(Fields day) {
    Fields fields = day.object("travel");
    if (fields == null) {
      day.bad("/travel", "is needed", "为必填");
      return new Travel.Euclidean();
    }
    Travel travel =
        switch (fields.text("mode", null)) {
          case "euclidean" -> new Travel.Euclidean();
          case "geo" ->
              new Travel.Geographic(
                  fields.number("speedKmh", SPEED_KMH), fields.number("detour", DETOUR));
          case "matrix" -> matrix(fields);
          default -> {
            fields.bad("/mode", "must be euclidean, geo or matrix", "须为 euclidean、geo 或 matrix");
            yield new Travel.Euclidean();
          }
        };
    fields.nothingElse();
    return travel;
  }

  /** Without distances the minutes count. */
  private static Travel matrix(Fields fields) {
    double[][] minutes = fields.matrix("minutes");
    double[][] meters = fields.matrix("meters");
    return new Travel.Matrix(minutes, fields.has("meters") ? meters : minutes);
  }

  private static Objective objective(Fields day) {
    String name = day.text("objective", "distance");
    if (day.object("weights") != null && !name.equals("weighted")) {
      day.bad("/weights", "belongs to the objective weighted", "仅用于 weighted 目标");
    }
    return switch (name) {
      case "distance" -> new Objective.Distance();
      case "crews-first" -> new Objective.CrewsFirst();
      case "weighted" -> weighted(day.object("weights"));
      default -> {
        day.bad(
            "/objective",
            "must be distance, crews-first or weighted",
            "须为 distance、crews-first 或 weighted");
        yield new Objective.Distance();
      }
    };
  }

  private static Objective weighted(@Nullable Fields weights) {
    if (weights == null) {
      return new Objective.Weighted(1, 1, 1);
    }
    Objective objective =
        new Objective.Weighted(
            weights.number("distance", 1.0),
            weights.number("lateness", 1.0),
            weights.number("overtime", 1.0));
    weights.nothingElse();
    return objective;
  }

  private static Crew crew(Fields fields) {
    @Nullable Place index = fields.has("index") ? index(fields) : null;
    @Nullable Place start = index == null ? place(fields, "start") : index;
    if (start == null) {
      fields.bad("/start", "is needed", "为必填");
    }
    return new Crew(
        fields.text("id", null),
        start == null ? new Place.Index(0) : start,
        index == null ? place(fields, "end") : index,
        window(fields, "shift", 0),
        fields.number("capacity", PLENTY),
        fields.texts("skills"),
        fields.objects("breaks", DayReader::pause));
  }

  private static Break pause(Fields fields) {
    return new Break(window(fields, "window", -NO_LIMIT), fields.number("duration", null));
  }

  static Job job(Fields fields) {
    @Nullable Place at = fields.has("index") ? index(fields) : place(fields, "at");
    if (at == null) {
      fields.bad("/at", "is needed", "为必填");
    }
    return new Job(
        fields.text("id", null),
        at == null ? new Place.Index(0) : at,
        window(fields, "window", -NO_LIMIT),
        fields.number("service", 0.0),
        fields.number("demand", 0.0),
        fields.texts("skills"),
        fields.whole("priority", 0),
        pin(fields.object("pinned")));
  }

  private static @Nullable Pin pin(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Pin pin =
        new Pin(
            fields.text("crew", null), fields.has("start") ? fields.number("start", null) : null);
    fields.nothingElse();
    return pin;
  }

  private static Window window(Fields fields, String name, double from) {
    double[] pair = fields.pair(name, from, NO_LIMIT);
    return new Window(pair[0], pair[1]);
  }

  private static Place index(Fields fields) {
    return new Place.Index(fields.whole("index", 0));
  }

  private static @Nullable Place place(Fields parent, String name) {
    Fields fields = parent.object(name);
    if (fields == null) {
      return null;
    }
    Place place =
        fields.has("index")
            ? index(fields)
            : fields.has("lon")
                ? new Place.OnEarth(fields.number("lon", null), fields.number("lat", null))
                : new Place.Point(fields.number("x", null), fields.number("y", null));
    fields.nothingElse();
    return place;
  }
}
