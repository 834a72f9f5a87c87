package io.lamplighter.demo;

import io.lamplighter.api.Location;
import org.jspecify.annotations.Nullable;

/**
 * One call of the story.
 *
 * @param channel web, call, hotline, social or sms
 * @param second when it comes, in seconds of the story
 * @param ref its own id on the channel, without the run's prefix
 */
record Call(
    String channel,
    int second,
    String ref,
    @Nullable String kind,
    String text,
    @Nullable String customerNo,
    @Nullable String name,
    @Nullable String phone,
    @Nullable String address,
    @Nullable Location location,
    String region) {
  /** The same on another channel. */
  Call by(String other) {
    return new Call(
        other, second, ref, kind, text, customerNo, name, phone, address, location, region);
  }
}
