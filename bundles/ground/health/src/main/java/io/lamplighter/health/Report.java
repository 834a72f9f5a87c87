package io.lamplighter.health;

import io.lamplighter.api.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;

/**
 * How the platform is.
 *
 * @param checks by name; none for those who are told the status alone
 */
record Report(Status status, List<Line> checks) {
  /** The tag of checks that belong to the platform. */
  static final String TAG = "lamplighter";

  /** How old a result may be. */
  static final String FRESH_MS = "1000";

  /** How old a vital one may be: who waits for a start or a return hears of it at once. */
  static final String VITAL_FRESH_MS = "100";

  /** Without these no submission can be taken; the others only degrade. */
  static final Set<String> VITAL = Set.of("database", "disk", "journal", "parts");

  /** Overall. */
  enum Status {
    UP,
    DEGRADED,
    DOWN
  }

  /** One check. */
  record Line(String name, Result.Status status, Text message, long elapsedMs) {
    boolean ok() {
      return status == Result.Status.OK;
    }

    boolean stops() {
      return VITAL.contains(name) && status != Result.Status.OK && status != Result.Status.WARN;
    }
  }

  static Report of(List<HealthCheckExecutionResult> results) {
    List<Line> lines = new ArrayList<>();
    Set<String> unseen = new TreeSet<>(VITAL);
    for (HealthCheckExecutionResult result : results) {
      Line line = line(result);
      unseen.remove(line.name());
      lines.add(line);
    }
    unseen.forEach(
        name -> lines.add(new Line(name, Result.Status.CRITICAL, Verdict.missing(name).text(), 0)));
    lines.sort(Comparator.comparing(Line::name));
    Status status =
        lines.stream().anyMatch(Line::stops)
            ? Status.DOWN
            : lines.stream().allMatch(Line::ok) ? Status.UP : Status.DEGRADED;
    return new Report(status, List.copyOf(lines));
  }

  /** All that a stranger needs to know, and a load balancer. */
  Report bare() {
    return new Report(status, List.of());
  }

  private static Line line(HealthCheckExecutionResult result) {
    String name = result.getHealthCheckMetadata().getName();
    Result found = result.getHealthCheckResult();
    if (result.hasTimedOut()) {
      return new Line(
          name,
          Result.Status.CRITICAL,
          new Text("no answer in time", "未及时响应"),
          result.getElapsedTimeInMs());
    }
    return new Line(name, found.getStatus(), text(found), result.getElapsedTimeInMs());
  }

  /** Checks of other bundles speak one language. */
  private static Text text(Result result) {
    if (result instanceof Verdict verdict) {
      return verdict.text();
    }
    List<String> messages = new ArrayList<>();
    for (ResultLog.Entry entry : result) {
      if (entry.getStatus() == result.getStatus()) {
        messages.add(entry.getMessage());
      }
    }
    String joined = String.join("; ", messages);
    return new Text(joined, joined);
  }
}
