package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Clocks;
import io.lamplighter.api.clocks.Question;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Computes by the calendars in force. */
@Component(service = Clocks.class)
public final class ClocksService implements Clocks {
  private final Rules rules;

  @Activate
  public ClocksService(@Reference Rules rules) {
    this.rules = rules;
  }

  @Override
  public Answer compute(Question question) {
    return rules.book().reckoning().of(question);
  }
}
