package io.lamplighter.api.clocks;

import org.jspecify.annotations.Nullable;

/**
 * What a rule stated as an average comes to.
 *
 * @param count of those that ended in the period
 * @param minutes their average, without what they stood still; null without any
 * @param limitMinutes what the strictest of the rule's editions they began by allows; null without
 *     any, and when it is not counted in minutes or hours
 */
public record Mean(long count, @Nullable Double minutes, @Nullable Long limitMinutes) {
  /** Whether more time was taken than is allowed. */
  public boolean exceeded() {
    return minutes != null && limitMinutes != null && minutes > limitMinutes;
  }
}
