package io.lamplighter.planner;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Progress;
import io.lamplighter.api.planner.Watch;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The engine as a service: searches end with the best so far when it is stopped. */
@Component
public final class PlannerService implements Planner {
  private final Engine engine = new Engine();
  private volatile boolean stopped;

  @Deactivate
  void stop() {
    stopped = true;
  }

  @Override
  public Plan solve(Day day, Effort effort, Watch watch) {
    if (stopped) {
      Text text = new Text("The planner is being replaced", "路线规划正在更换");
      throw new Refusal.Unavailable(text, new IllegalStateException("stopped"));
    }
    Plan plan = engine.solve(day, effort, new UntilStopped(watch));
    boolean cut = stopped && plan.ended() == Plan.Ending.CANCELLED;
    return cut ? plan.ended(Plan.Ending.STOPPED) : plan;
  }

  @Override
  public List<Candidate> insert(Day day, Plan plan, Job job) {
    return engine.insert(day, plan, job);
  }

  private final class UntilStopped implements Watch {
    private final Watch watch;

    UntilStopped(Watch watch) {
      this.watch = watch;
    }

    @Override
    public boolean cancelled() {
      return stopped || watch.cancelled();
    }

    @Override
    public void progress(Progress progress) {
      watch.progress(progress);
    }
  }
}
