package io.lamplighter.answers;

import io.lamplighter.kit.text.CommaList;
import java.time.Duration;
import java.util.Set;

/**
 * What a company has decided about answers.
 *
 * @param channels whose enquiries are answered
 * @param proven channels on which the phone is that of whoever writes
 * @param perDay so many answers a day to one phone or place
 * @param within what has waited so long is left to a person
 * @param closeAfter when the house settles what nothing is heard of; zero for never
 * @param personPriority of whoever wants a person and has shown who he is
 * @param strangerPriority at most of whoever has not
 */
record Rules(
    Hours hours,
    Set<String> channels,
    Set<String> proven,
    int perDay,
    Duration within,
    Duration closeAfter,
    int personPriority,
    int strangerPriority) {
  /** At least, of whoever wants a person. */
  int priority(boolean isProven) {
    return isProven ? personPriority : Math.min(strangerPriority, personPriority);
  }

  /**
   * @throws IllegalArgumentException naming what cannot be read
   */
  static Rules of(AnswersConfig config) {
    return new Rules(
        Hours.of(config.hours()),
        Set.copyOf(CommaList.of(config.channels())),
        Set.copyOf(CommaList.of(config.provenChannels())),
        config.perDay(),
        Duration.ofMinutes(config.withinMinutes()),
        Duration.ofHours(config.closeAfterHours()),
        config.personPriority(),
        config.strangerPriority());
  }
}
