package io.lamplighter.planner;

import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Progress;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.kit.http.GrowingAnswer;
import io.lamplighter.kit.plans.PlanJson;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The answer while it grows: once a second the caller hears of it. */
final class LiveAnswer implements Watch {
  private static final double BEAT_SECONDS = 1;
  private final GrowingAnswer answer;
  private final BooleanSupplier leaving;
  private double beaten;

  LiveAnswer(GrowingAnswer answer, BooleanSupplier leaving) {
    this.answer = answer;
    this.leaving = leaving;
  }

  @Override
  public boolean cancelled() {
    return answer.left() || leaving.getAsBoolean();
  }

  @Override
  public void progress(Progress progress) {
    if (progress.seconds() - beaten >= BEAT_SECONDS) {
      beaten = progress.seconds();
      answer.progress(PlanJson.of(progress));
    }
  }

  void end(Plan plan, Locale language) throws IOException {
    answer.end("plan", PlanJson.of(plan, language));
  }
}
