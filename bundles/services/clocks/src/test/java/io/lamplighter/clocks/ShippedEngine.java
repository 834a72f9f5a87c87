package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.clocks.ComputeBody.PauseBody;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine with the calendars that ship, and its door, for an oracle that shall see nothing else
 * of it.
 */
public final class ShippedEngine {
  private static final Reckoning RECKONING = new Reckoning(Calendars.load(null, Years.NONE));

  private ShippedEngine() {}

  public static Answer answer(Question asked) {
    return RECKONING.of(asked);
  }

  /** What {@code POST /api/v1/clocks/compute} makes of its body. */
  public static Question read(
      String start, String amount, String unit, String zone, String calendar, List<Stop> pauses) {
    return new ComputeBody(
            start,
            new BigInteger(amount),
            unit,
            zone,
            calendar,
            pauses.stream().map(pause -> new PauseBody(pause.from(), pause.to())).toList())
        .question(ZoneOffset.UTC);
  }

  /** When {@code POST /api/v1/clocks/compute} says that it is due. */
  public static @Nullable String shownDue(Answer answer) {
    return AnswerView.of(answer).due();
  }

  /** A pause as it is written. */
  public record Stop(String from, @Nullable String to) {}
}
