package io.lamplighter.planner;

import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Progress;
import io.lamplighter.api.planner.Watch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The answer while it grows. Once a second something is written, because only then a caller who has
 * left is noticed: a progress event for one who wants them, else a space, which JSON allows.
 */
final class Answer implements Watch {
  private static final double BEAT_SECONDS = 1;
  private final OutputStream out;
  private final boolean events;
  private final Json json;
  private final BooleanSupplier leaving;
  private boolean left;
  private double beaten;

  /** Writes a JSON object. */
  interface Json {
    void write(Map<String, Object> object, OutputStream out) throws IOException;
  }

  Answer(OutputStream out, boolean events, Json json, BooleanSupplier leaving) {
    this.out = out;
    this.events = events;
    this.json = json;
    this.leaving = leaving;
  }

  @Override
  public boolean cancelled() {
    return left || leaving.getAsBoolean();
  }

  @Override
  public void progress(Progress progress) {
    if (progress.seconds() - beaten < BEAT_SECONDS) {
      return;
    }
    beaten = progress.seconds();
    try {
      if (events) {
        event("progress", PlanJson.of(progress));
      } else {
        out.write(' ');
        out.flush();
      }
    } catch (IOException e) {
      left = true;
    }
  }

  void end(Plan plan, Locale language) throws IOException {
    if (left) {
      return;
    }
    Map<String, Object> object = PlanJson.of(plan, language);
    if (events) {
      event("plan", object);
    } else {
      json.write(object, out);
      out.flush();
    }
  }

  private void event(String name, Map<String, Object> object) throws IOException {
    out.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    json.write(object, out);
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
