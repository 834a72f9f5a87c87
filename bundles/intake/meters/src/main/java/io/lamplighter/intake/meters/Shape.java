package io.lamplighter.intake.meters;

import io.lamplighter.api.mqtt.TopicPattern;

/** How one kind of concentrator writes its messages. */
interface Shape {
  /** Which topics are written so. */
  TopicPattern topics();

  /**
   * @throws Unreadable when the message as a whole means nothing
   */
  Parsed read(TopicPattern.Origin from, Incoming message) throws Unreadable;
}
