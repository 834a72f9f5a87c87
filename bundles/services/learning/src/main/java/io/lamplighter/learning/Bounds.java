package io.lamplighter.learning;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;

/**
 * What an operator has set.
 *
 * @param learnAt when of a day is learned, in the house's zone
 * @param patience how long a version waits for somebody to look at it before it comes in force
 * @param days whose corrections are learned from
 * @param mostTexts no more corrected texts are learned from, the newest
 * @param leastTexts from fewer nothing is learned
 * @param versions so many are kept
 */
record Bounds(
    LocalTime learnAt,
    Duration patience,
    Duration days,
    int mostTexts,
    int leastTexts,
    int versions) {
  /**
   * @throws IllegalArgumentException when the hour is none: nothing starts then, and the log says
   *     why
   */
  static Bounds of(LearningConfig config) {
    return new Bounds(
        hour(config.learnAt()),
        Duration.ofHours(config.waitHours()),
        Duration.ofDays(config.textDays()),
        config.mostTexts(),
        config.leastTexts(),
        config.keepVersions());
  }

  private static LocalTime hour(String written) {
    try {
      return LocalTime.parse(written.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "learnAt '" + written + "' is no time of day such as 02:00", e);
    }
  }
}
