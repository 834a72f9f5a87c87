package io.lamplighter.visits;

import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the company's own tables are in force. */
@Component(property = {HealthCheck.NAME + "=visits", HealthCheck.TAGS + "=lamplighter"})
public final class AskingCheck implements HealthCheck {
  private final AskingBook book;

  @Activate
  public AskingCheck(@Reference AskingBook book) {
    this.book = book;
  }

  @Override
  public Result execute() {
    Optional<String> mistake = book.mistake();
    return mistake.isPresent()
        ? new Result(Result.Status.WARN, "the tables before stay in force 仍按原表: " + mistake.get())
        : new Result(
            Result.Status.OK, book.asking().rules().size() + " lines say who is asked 条抽样规则生效");
  }
}
