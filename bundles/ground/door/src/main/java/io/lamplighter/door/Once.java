package io.lamplighter.door;

import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.kit.neighbour.Gate.Stay;
import java.io.IOException;
import java.time.Duration;
import javax.servlet.http.HttpServletResponse;

/** Lets a call in; a command that carries a key through those who do it once. */
final class Once {
  private final Gate<Answers> answers;
  private final Duration patience;

  /**
   * @param patience how long a command waits while they are being replaced
   */
  Once(Gate<Answers> answers, Duration patience) {
    this.answers = answers;
    this.patience = patience;
  }

  void proceed(Visit visit, HttpServletResponse response) throws IOException {
    String key = visit.operation().rights().keyed() ? visit.getHeader(CallKey.HEADER) : null;
    if (key == null) {
      visit.proceed(response);
      return;
    }
    CallKey mine = CallKey.of(visit.caller(), key);
    try (Stay<Answers> stay = answers.enter(patience)) {
      if (stay == null) {
        throw new Refused(Problem.away());
      }
      stay.value().once(mine, visit.asked(), response, visit::proceed);
    }
    visit.end(); // also when it was answered without the resource
  }
}
