package io.lamplighter.broker.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who does not say who he is, is hung up on. */
class IntroductionTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void whoSaysNothingGoes() {
    channel.freezeTime();
    channel.pipeline().addLast(new Introduction(10_000));
    channel.advanceTimeBy(9_999, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.writeInbound(MqttMessage.PINGREQ);
    assertTrue(channel.isOpen());
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(channel.isOpen());
  }

  @Test
  void whoHasSaidItStays() {
    channel.freezeTime();
    channel.pipeline().addLast(new Introduction(10_000));
    channel.writeInbound(MqttMessageBuilders.connect().clientId("c1").build());
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    assertTrue(channel.isOpen());
  }
}
